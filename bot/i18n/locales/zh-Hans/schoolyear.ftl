# The turn of the school year.

schoolyear-reminder-early =
    新学年快到了，{ $school }的班级要升一个年级。请管理员在电脑上先看一遍，再执行：
    jiaxiao school move-up --school { $number } --dry-run
    班级不会自动升级。
schoolyear-reminder-first =
    新学年开始了，{ $school }的班级还没有升级。请管理员在电脑上先看一遍，再执行：
    jiaxiao school move-up --school { $number } --dry-run
    升级之前，按年级发的通知仍然发给原来的年级。
schoolyear-goodbye =
    { $school }{ $name }的孩子毕业了，谢谢您一路的支持，祝孩子在新学校一切顺利。
    { $date }起，这个班的登记会全部删除，这里也不再有这个班的通知。家里其他孩子不受影响。
