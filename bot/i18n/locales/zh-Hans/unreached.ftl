# 没有送达的名单：家长没收到通知的孩子，不写姓名。

unreached-title = 通知 { $number } 未送达名单
unreached-note = { $made } 统计：{ $total } 个孩子里，{ $count } 个的家长还没收到。
unreached-column-school = 学校
unreached-column-class = 班级
unreached-column-seat = 座号
unreached-column-why = 原因
unreached-no-seat = 未填
unreached-uncertain = 不确定，可能已经收到
unreached-waiting = 正在发送，还没有结果
unreached-stopped = 发送前已停止
unreached-refused = Telegram 没有接收这条消息
unreached-blocked = 家长停用了机器人
unreached-account-gone = 家长的账号已注销
unreached-erased = 家长已删除自己的资料
unreached-nobody = 还没有家长加入
unreached-button = 未送达名单（{ $count }）
unreached-caption = 表格里只有班级、座号和原因。请用别的办法联系这些家长。
unreached-everybody = 每个孩子都有家长收到了，没有未送达的名单。
unreached-no-paper = 打印用的 PDF 这次没有做成，请先用表格。
