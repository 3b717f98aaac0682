# Starting, joining, the seat number, languages, leaving.

welcome =
    您好，我是「家校」，学校和家长之间的小帮手。

    · 有关双减的问题，直接打字问我，比如：二年级有家庭作业吗？
    · /today 看今天的课后服务，/week 看这一周
    · 学校的通知会直接发到这里
    · 其他的都在输入框旁边的菜单里
welcome-parent = 您已加入：{ $names }。
welcome-staff =
    老师您好，您还可以：
    · /notice 给家长写通知
    · /class 查看班级的加入情况
    · /change 改某天的课后服务，/door 看课后服务名单
    · /inbox 看家长请学校看的问题
welcome-stranger = 要收到孩子班级的通知，请打开老师发的邀请链接，或者把 12 位邀请码发给我。

join-welcome =
    您已加入{ $school }{ $name }。

    从现在起，这个班的通知和课后服务安排会直接发到这里，不用再做别的。
    有问题随时打字问我。
join-already = 您已经加入过{ $school }{ $name }了，通知会照常发到这里。
join-another-button = 我还有一个孩子也在这个班
join-told-others = 有一位家人刚刚加入了{ $name }，以后也会收到通知。如果您不认识这个人，请告诉班主任。
join-teacher =
    老师您好！您已加入{ $school }，负责：{ $names }。

    · /notice 给家长写通知
    · /class 查看班级的加入情况
    · /change 改某天的课后服务，/door 看课后服务名单
    · /inbox 看家长请学校看的问题
join-school =
    老师您好！您已加入{ $school }办公室。

    · /notice 给全校、年级或班级写通知
    · /class 查看各班的加入情况
    · /change 改某天的课后服务，/door 看课后服务名单
    · /inbox 看家长的问题，补上还没有的答案
join-code-unknown = 没有找到这个邀请码。请核对一下，或者向老师要一个新的。
join-code-expired = 这个邀请码已经过期了，请向老师要一个新的。
join-code-used = 这个邀请码只能用一次，已经有人用过了。请向老师再要一个。
join-seat-full = 这个座号已经有三位家人加入，不能再加了。如果座号填错了，请重新填写；如果有不认识的人，请告诉班主任。

seat-question =
    请问孩子在{ $name }的座号是多少？请点一下号码。
    填了座号，同一个孩子的家人就能对上，老师也看得到孩子这边有人收通知。
seat-sure = 孩子在{ $name }的座号是 { $seat } 号，对吗？
seat-button-yes = 对，{ $seat }号
seat-button-again = 重选
seat-button-more = { $begin }号以后 ›
seat-button-fewer = ‹ 前面的号
seat-button-skip = 跳过
seat-skipped = 好的，座号先不填，通知照常会收到。
seat-kept = 记下了：{ $name } { $seat }号。
seat-known = 座号已经处理过了，不用再填。

language-question = 请选择语言：
language-chosen = 好的，以后用简体中文和您说话。

leave-question = 您想退出哪一个？退出后就不再收到它的通知。
leave-button-child = 退出 { $name }
leave-button-posts = 退出老师身份
leave-button-sure = 确定退出
leave-button-stay = 不退了
leave-stayed = 好的，没有退出，一切照旧。
leave-nothing = 您还没有加入任何班级，不需要退出。
leave-sure = 确定要退出{ $name }吗？退出后，发给这个孩子的通知不再发到这里。
leave-done = 已退出{ $name }，相应的记录已经删除。想再加入，请向老师要邀请码。
leave-done-before = 您已经不在这个班了。
leave-posts-sure = 确定要退出老师身份吗？退出后就不能再写通知了。
leave-posts-done = 已退出老师身份，相应的记录已经删除。

week-no-class = 您还没有加入班级，所以看不到课后服务安排。请打开老师发的邀请链接，或者把邀请码发给我。
week-button-before = ‹ 上一周
week-button-now = 本周
week-button-after = 下一周 ›
