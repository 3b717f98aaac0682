# 家長提問得到的話。

faq-taken-as = 您問的是：{ $question }
faq-for-grades = 下面說的是{ $grades }。
faq-ask-grade = 各年級的規定不一樣。告訴我孩子上幾年級，可以答得更準。
faq-who-decides = 由誰定、問誰：
faq-sources = 依據：
faq-source = 《{ $document }》
faq-source-with = 《{ $document }》（{ $details }）
faq-comma = ，
faq-date-day = { $year }年{ $month }月{ $day }日
faq-date-month = { $year }年{ $month }月
faq-date-year = { $year }年
faq-grade =
    { $number ->
        [1] 一年級
        [2] 二年級
        [3] 三年級
        [4] 四年級
        [5] 五年級
        [6] 六年級
        [7] 初一
        [8] 初二
        [9] 初三
        [10] 高一
        [11] 高二
       *[12] 高三
    }
faq-grade-span = { $first }到{ $last }
faq-shortened = ……（太長，沒有顯示完）
faq-clarify = 您想問的是哪一個？
faq-suggest = 這個問題我沒有十足的把握。下面有您想問的嗎？
faq-abstain = 這個問題我還答不上來，不敢亂說。您可以換個說法再問一次，或者直接問班主任、學校。
faq-smalltalk-greeting = 您好！作業、課後服務、補課、考試、睡眠這些雙減規定，都可以直接問我。
faq-smalltalk-thanks = 不客氣，能幫上忙就好。
faq-smalltalk-goodbye = 好的，再見。有問題隨時來問。
faq-smalltalk-who = 我是學校的問答機器人，回答雙減方面的規定，也替學校發通知。答不上來的，我會直說。
faq-smalltalk-yes = 好的。
faq-smalltalk-cheer = 謝謝您！有問題隨時來問。
faq-smalltalk-grumble = 對不起，沒有幫上您。請您換個說法再問一次，或者直接問班主任、學校。
faq-smalltalk-wordless = 請您用文字把問題寫給我，一兩句話就行。
faq-smalltalk-joke = 這個我不在行，雙減的規定倒是可以問我。
