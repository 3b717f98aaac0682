# District staff and editors, and putting a class list right.

welcome-district =
    您好，您还可以：
    · /notice 给本区各校的家长写通知
    · /class 查看各校的加入情况
welcome-editor =
    您好，您还可以：
    · /inbox 看还没有答案的问题，补上答案
join-district =
    您好！您已加入，负责地区：{ $region }。

    · /notice 给本区各校的家长写通知
    · /class 查看各校的加入情况（只有总数）
join-editor =
    您好！您已加入，负责整理问答，地区：{ $region }。

    · /inbox 看还没有答案的问题，补上答案
mydata-district = · 您是地区 { $region } 的工作人员
mydata-editor = · 您负责整理问答，地区：{ $region }
notices-whole-district = { $region } 各校家长

classes-totals-heading = { $region } 各校的加入情况：
classes-totals-school = · { $school }：{ $classes } 个班，名单上 { $children } 个孩子，{ $reached } 个已有家长收通知
classes-button-change-seat = 改座号
classes-button-drop-seat = 从名单去掉
classes-which-seat =
    { $seat ->
        [0] 这个孩子的座号应该是多少？
       *[other] 现在是 { $seat } 号，应该是多少号？
    }
    已有家长收通知的号码没有列出来。
classes-seat-changed = 已改为 { $seat } 号
classes-seat-taken = 这个座号已有别的家长在收通知。请先移除不对的那一位，再改座号。
classes-told-seat-changed = 老师已把孩子在{ $name }的座号改为 { $seat } 号，通知照常会收到。如果不对，请联系班主任。
classes-drop-sure =
    { $seat ->
        [0] 要把这个没填座号的孩子从名单上去掉吗？
       *[other] 要把 { $seat } 号从名单上去掉吗？
    }
classes-button-drop-sure = 确定去掉
classes-seat-dropped = 已从名单去掉

# On paper: the poster of a class and the slips of its seats.

poster-headline = 家长请扫码，班里的通知会直接发到手机上
poster-code = 扫不了码，就把这个邀请码发给 { $bot }
poster-step-scan = 手机装好 Telegram，用相机扫上面的二维码
poster-step-start = 打开后点「开始」或「START」
poster-step-seat = 选孩子的座号，也可以先跳过
poster-until = 有效期到{ $date }
poster-hint = 只供本班家长使用，请不要转发给别人。二维码外传或过期了，请告诉班主任：老师发送 /class 就能作废旧码、换新码。家长不用填姓名和电话，想退出随时可以退出。
poster-seat = { $seat }号
poster-slip-scan = 1. 手机装好 Telegram，用相机扫码
poster-slip-start = 2. 点「开始」或「START」
poster-slip-one = 3. 只能用一次；其他家人请向班主任另要
poster-slip-code = 邀请码（发给 { $bot }）：{ $code }
