# 家长提问得到的话。

faq-taken-as = 您问的是：{ $question }
faq-for-grades = { $grades }：
faq-ask-grade = 各年级的规定不一样。告诉我孩子上几年级，可以答得更准。
faq-who-decides = 由谁定、问谁：
faq-national-rule = 国家的规定：
faq-local-rule = { $who }的规定：
faq-local-plan = { $who }的安排：
faq-local-example = （示例，非真实规定）
faq-local-for-school = 孩子在{ $school }的，看这一段。
faq-local-school-lacking = { $school }自己的安排，我这里还没有录入。
faq-local-not-entered = 您当地和学校自己的规定，我这里还没有录入。
faq-local-place-unknown = 我还不知道孩子在哪里上学，所以没有写当地和学校自己的规定。
faq-local-ask = 请先问班主任或学校，再问区县教育局。
faq-sources = 依据：
faq-source = 《{ $document }》
faq-source-with = 《{ $document }》（{ $details }）
faq-comma = ，
faq-date-day = { $year }年{ $month }月{ $day }日
faq-date-month = { $year }年{ $month }月
faq-date-year = { $year }年
faq-grade-number =
    { $number ->
        [1] 一
        [2] 二
        [3] 三
        [4] 四
        [5] 五
       *[6] 六
    }
faq-grades-two = { $first }、{ $last }年级
faq-grades-span = { $first }到{ $last }年级
faq-grades-wide = { $first }到{ $last }
faq-grades-primary = 小学
faq-grades-junior = 初中
faq-grades-senior = 高中
faq-shortened = ……（太长，没有显示完）
faq-clarify = 您想问的是哪一个？
faq-suggest = 这个问题我没有十足的把握。下面有您想问的吗？
faq-abstain = 这个问题我还答不上来，不敢乱说。您可以换个说法再问一次，或者直接问班主任、学校。
faq-smalltalk-greeting = 您好！作业、课后服务、补课、考试、睡眠这些双减规定，都可以直接问我。
faq-smalltalk-thanks = 不客气，能帮上忙就好。
faq-smalltalk-goodbye = 好的，再见。有问题随时来问。
faq-smalltalk-who = 我是学校的问答机器人，回答双减方面的规定，也替学校发通知。答不上来的，我会直说。
faq-smalltalk-yes = 好的。
faq-smalltalk-cheer = 谢谢您！有问题随时来问。
faq-smalltalk-grumble = 对不起，没有帮上您。请您换个说法再问一次，或者直接问班主任、学校。
faq-smalltalk-wordless = 请您用文字把问题写给我，一两句话就行。
faq-smalltalk-number = 请直接点上面消息里的按钮。有别的问题，请用文字写给我。
faq-smalltalk-joke = 这个我不在行，双减的规定倒是可以问我。

faq-button-none = 都不是
# 危险提示下面的按钮：误会了，还是想看答案
faq-ask-anyway = 我问的是别的事，看看答案
faq-none-of-these = 抱歉没帮上。您可以换个说法再问一次，或者直接问班主任、学校。
faq-none-but-others = 抱歉没帮上。下面有您想问的吗？也可以换个说法再问一次，或者直接问班主任、学校。
faq-smalltalk-join = 加入班级要用邀请：请打开老师发的邀请链接，或者把 12 位邀请码发给我。没有的话，请向班主任要一个。
faq-smalltalk-quit = 发 /leave 就可以退出班级，退出后不再收到通知，相应的记录也会删掉。
faq-smalltalk-language = 发 /language 就可以换语言。
faq-smalltalk-notices = 加入班级以后，学校的通知会直接发到这里，往上翻就能看到以前的。
faq-smalltalk-tell = 老师和学校办公室发 /notice 就可以写通知，先看预览，再决定什么时候发。
faq-smalltalk-today = 发 /today 看孩子今天的课后服务和接孩子的时间，发 /week 看这一周。
faq-smalltalk-absent = 孩子哪天不参加课后服务，发 /absent 点两下，老师就能看到。上课时间请假，请直接告诉班主任。
faq-smalltalk-seat = 座号要由班主任来改，请把孩子的班级和正确的座号告诉班主任。
faq-smalltalk-tired = 您辛苦了，先歇一歇。作业、接送上有什么要问的，随时发给我。
