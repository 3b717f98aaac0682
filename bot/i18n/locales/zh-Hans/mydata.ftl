# /mydata：关于一个人保存了什么。

mydata-heading = 关于您，我们保存的是：
mydata-chat = · 这个聊天的编号 { $address }，从 { $date } 开始
mydata-language = · 语言：{ $language }
mydata-child = · 孩子：{ $school }{ $name }
mydata-child-seat = · 孩子：{ $school }{ $name } { $seat }号
mydata-course = 报名的课程：{ $name }
mydata-course-waiting = 候补的课程：{ $name }
mydata-teacher = · 老师：{ $school }，负责{ $names }
mydata-office = · { $school }办公室
mydata-messages = · 发给您的消息记录：{ $count } 条
mydata-messages-waiting = · 发给您的消息记录：{ $count } 条，其中 { $waiting } 条还没发出
mydata-confirmed = · 您点过“已阅”的通知：{ $count } 条
mydata-agreed = · 您同意过的通知：通知 { $number }（{ $date }）
mydata-agreed-more = · 更早同意过的通知：{ $count } 条
mydata-written = · 您写的通知：{ $count } 条
mydata-long = · 您发过的特别长的消息：{ $count } 条，只记编号和时间，不记内容
mydata-topic = · 您刚看过的答案：“{ $title }”，{ $time } 以后删掉
mydata-topic-grades = · 您刚看过的答案：“{ $title }”（{ $grades }），{ $time } 以后删掉
mydata-request = · 等学校回复的问题：“{ $sentence }”
mydata-waiting = · 有答案时要告诉您的问题：{ $count } 个
mydata-nothing = 关于您，我们什么也没有保存：您还没有加入班级，也没有选过语言。
mydata-not-here =
    匿名问卷的答案不在这里：它和聊天没有关联，连我们也找不出哪一份是您的。
    没答上的问题只留下去掉姓名的句子，也找不出是谁问的。
mydata-acts = · 您在学校做过的操作：{ $count } 条，记在编号 { $number } 下
mydata-forget = 发 /forget 可以把这些全部删掉。
mydata-leave = 发 /leave 可以只退出一个班，相应的记录就会删掉。
