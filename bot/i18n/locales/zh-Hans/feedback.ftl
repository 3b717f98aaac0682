# 答案下面的按钮，以及点了以后的话。

feedback-also = 也可能想问：
feedback-button-good = 👍
feedback-button-bad = 👎
feedback-button-not-meant = 不是我要问的
feedback-button-ask-school = 请学校看看这个问题
feedback-button-whom-to-ask = 可以问谁
feedback-button-tell-me = 有答案时告诉我
feedback-thanks = 谢谢您，记下了。
feedback-sorry = 抱歉没帮上，下面还有别的办法。
feedback-question-gone = 您原来的问题我看不到了，请再打一遍。
feedback-whom-to-ask = 您还没有加入班级，我没法替您转给学校。您可以直接问孩子的班主任或学校。

feedback-consent =
    要把这句话转给学校吗？
    “{ $sentence }”

    孩子班级的老师或者学校办公室会看到，并在这里回复您。他们看不到是谁问的，别的学校也看不到这句话；至少三个家庭问过差不多的问题以后，各校负责写答案的老师才会看到。不过，要是这句话本身能看出是您家，学校也许猜得到。
feedback-consent-which =
    要把这句话转给学校吗？是哪个班的事？
    “{ $sentence }”

    这个班的老师或者学校办公室会看到，并在这里回复您。他们看不到是谁问的，别的学校也看不到这句话；至少三个家庭问过差不多的问题以后，各校负责写答案的老师才会看到。不过，要是这句话本身能看出是您家，学校也许猜得到。
feedback-button-consent = 发给学校
feedback-button-consent-class = 发给{ $name }
feedback-button-no = 不用了
feedback-sent = 已经转给学校了。有了回复，会直接发到这里。
feedback-not-sent = 好的，没有发给学校。
feedback-told = 好的，有了答案就告诉您；要是一直没有，也会跟您说一声。我们只为这件事记下这个聊天，告诉您之后就删掉，最多留 180 天。
