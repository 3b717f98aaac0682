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
