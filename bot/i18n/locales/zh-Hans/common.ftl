# Texts used all over.

list-separator = 、
child-label = { $name } { $seat }号
grade =
    { $number ->
        [1] 一年级
        [2] 二年级
        [3] 三年级
        [4] 四年级
        [5] 五年级
        [6] 六年级
        [7] 初一
        [8] 初二
        [9] 初三
        [10] 高一
        [11] 高二
       *[12] 高三
    }

bot-description =
    家校：学校和家长之间的小帮手。
    · 问双减：作业、课后服务、校外培训……直接打字问，答案都注明出处
    · 收通知：孩子班级的通知和每天的课后服务
    · 说心声：匿名问卷，学校只看到汇总数字
bot-short-description = 问双减、收通知、看课后服务、匿名反馈

command-today = 今天的课后服务
command-week = 本周课后服务
command-absent = 孩子今天不参加课后服务
command-courses = 社团课程报名
command-absences = 谁不参加课后服务
command-help = 我能做什么
command-language = 语言 / Language
command-privacy = 我们保存什么
command-mydata = 关于我保存了什么
command-settings = 语言和安静时间
command-forget = 删掉关于我的一切
command-inbox = 家长的问题
command-change = 改某天的课后服务
command-door = 课后服务名单
command-template = 课后服务表模板
command-leave = 退出班级
command-notice = 写通知
command-class = 查看班级

privacy =
    我们只保存把消息送到所需要的：这个聊天的编号、语言、孩子的班级、您愿意填写的座号，还有发给您的通知的记录，不存姓名和电话。
    您问的问题不和您连在一起保存：刚看过哪个答案，半小时后就删掉；没答上的问题去掉姓名、电话、班级，留给学校补答案；您点了“请学校看看”或“有答案时告诉我”，才记下这个聊天，好回复您。
    匿名问卷的答案加密存放，不记是谁、什么时候填的；问卷结束后，学校只能看到足够多家庭的汇总数字。
    消息都要经过 Telegram，怎样保存由它自己的规则决定，所以我们不说“谁也不可能知道”，只保证我们这边不记录、不导出、不给人看。
    发 /mydata 可以看到保存了什么，发 /leave 可以退出班级，发 /forget 把关于您的一切都删掉；老师和办公室做过的操作另有记录，只能添加、不能改动，里面没有姓名，只有编号。

failure-unexpected = 抱歉，刚才出了点问题，没能处理好。请稍等一会儿再试一次；如果还不行，请告诉学校。
failure-bad-input = 抱歉，这个内容用不上，请检查后再试一次。
failure-not-found = 这一项已经不在了，可能已被删除。
failure-not-allowed = 这一步只有学校的老师才能操作。如果您是老师，请向学校要一个老师邀请码。
failure-wrong-moment = 现在不能这样做了，可能已经处理过。
failure-old-button = 这个按钮已经过期了。发 /help 可以重新开始。
failure-not-your-class = 这个班不在您名下，所以不能操作。如果应该由您负责，请联系学校办公室。
failure-busy = 现在有点忙，没来得及处理。请过一分钟再试一次，您的内容不会丢。

other-sticker = 谢谢您的表情！有想问的，直接打字告诉我就行。
other-photo = 图片我还看不懂。请把想问的用文字打给我；要交给老师的照片，请直接发给老师。
other-voice = 语音我还听不懂，麻烦您打字，或用输入法的语音转文字。
other-file = 文件我打不开。请把想问的用文字打给我；要交的材料，请直接交给老师。
other-captioned = 图片和文件我还看不懂，先按您写的话回答。
other-anything = 这个我还看不懂，请用文字告诉我您想问什么。
other-unknown-command = 没有这个命令。发 /help 看看我能做什么，或者直接打字提问。
