# Questions without an answer: the school looks at them, and parents are told of an answer.

inbox-request =
    A parent asks you to look at a question:
    “{ $sentence }”

    { $origin }
    I pass your reply on to that parent.
inbox-from-class = It comes from a parent of { $name }.
inbox-from-school = It comes from a parent of your school.
inbox-request-more = Until you have looked, I tell you of no further question. Send /inbox to see all of them.
inbox-button-answer = Reply
inbox-answer =
    Reply from the school
    You asked: “{ $sentence }”

    { $answer }
inbox-unanswered =
    I am sorry: within thirty days nobody has replied to the question you sent to the school:
    “{ $sentence }”
    We no longer keep it. Please ask the class teacher, or telephone the school.
inbox-has-answer = There is now an answer to what you wanted to know: { $title }
inbox-has-answer-untitled = There is now an answer to what you wanted to know.
inbox-no-answer = I am sorry that no answer came to what you wanted to know, and we no longer keep the question; if you still want to know, please ask the class teacher or the school.
inbox-button-show = Show the answer

inbox-no-school = You have joined no class yet, so I do not know which school to ask. Please join with a teacher's invitation first, or ask the school directly.
inbox-which-child = Your children attend different schools; please choose a child first.
inbox-nothing-to-keep = Without names, telephone numbers and the like, no question is left that could be passed on. Please say in a sentence or two what you would like to know.
inbox-too-many = Several of your questions are waiting for a reply from the school. Please wait for one before you send another.
inbox-group-gone = Somebody has already dealt with this question.
inbox-request-gone = Somebody has already replied to this question, or it was withdrawn.
inbox-answer-unusable = A reply cannot be empty and holds at most 3,000 characters. Please shorten it.
inbox-answer-unreadable = The reply holds characters that cannot be shown. Please remove them or type it again.
inbox-edit-refused = This cannot be added to the knowledge. Please check how it is written, or ask the operator to use jiaxiao knowledge inbox.
inbox-knowledge-unwritable = The knowledge cannot be written at the moment. Please try again later; if it still fails, tell the operator.
