# 没有答案的问题：请学校看看，有答案时告诉家长。

inbox-request =
    有家长请您看一个问题：
    “{ $sentence }”

    { $origin }
    您的回复由我转给这位家长。
inbox-from-class = 提问的是{ $name }的一位家长。
inbox-from-school = 提问的是本校的一位家长。
inbox-request-more = 在您查看之前，再有新的问题不会另外提醒。发 /inbox 可以看到全部。
inbox-button-answer = 回复
inbox-answer =
    学校回复
    您问的是：“{ $sentence }”

    { $answer }
inbox-unanswered =
    您请学校看的问题，三十天里没有等到回复，很抱歉：
    “{ $sentence }”
    我们这里已经不再保存。您可以直接问班主任，或者打学校的电话。
inbox-has-answer = 您之前想知道的问题，现在有答案了：{ $title }
inbox-has-answer-untitled = 您之前想知道的问题，现在有答案了。
inbox-no-answer = 很抱歉，您之前想知道的那个问题没有等到答案，我们不再记着它了；要是还想知道，您可以直接问班主任或学校。
inbox-button-show = 看答案

inbox-no-school = 您还没有加入班级，我不知道该请哪所学校看。请先用老师发的邀请加入，或者直接问学校。
inbox-which-child = 您有孩子在不同的学校，请先选一个孩子。
inbox-nothing-to-keep = 这段话去掉姓名、电话这些内容以后，没剩下可以转给学校的问题。请用一两句话说说您想问什么。
inbox-too-many = 您已经有几个问题在等学校回复，请等有了回复再请学校看新的。
inbox-group-gone = 这个问题已经有人处理过了。
inbox-request-gone = 这个问题已经有人回复过，或者已经撤回了。
inbox-answer-unusable = 回复不能为空，最多 3000 字。请改短一些再发。
inbox-answer-unreadable = 回复里有显示不出来的字符，请删掉或者重新打一遍再发。
inbox-edit-refused = 这样写不进知识库。请检查写法，或者请管理员用 jiaxiao knowledge inbox 处理。
inbox-knowledge-unwritable = 知识库现在写不进去。请稍后再试；如果还不行，请告诉管理员。
