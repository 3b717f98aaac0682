# The buttons under an answer, and what is said after a tap.

feedback-also = You may also want to ask:
feedback-button-good = 👍
feedback-button-bad = 👎
feedback-button-not-meant = Not my question
feedback-button-ask-school = Ask the school to look at it
feedback-button-whom-to-ask = Whom can I ask?
feedback-button-tell-me = Tell me when there is an answer
feedback-thanks = Thank you, noted.
feedback-sorry = I am sorry. Here is what else you can do.
feedback-question-gone = I can no longer see your question. Please write it once more.
feedback-whom-to-ask = You have joined no class, so I cannot pass this on to a school. Please ask your child's class teacher or the school directly.

feedback-consent =
    Shall I pass this on to the school?
    “{ $sentence }”

    The teachers of the class, or the school office, see it and reply to you here. They do not see who asked, and no other school sees the sentence; only once three families have asked nearly the same do those who write answers at every school see it. But if the words themselves point to your family, the school may guess.
feedback-consent-which =
    Shall I pass this on to the school? Which class is it about?
    “{ $sentence }”

    The teachers of that class, or the school office, see it and reply to you here. They do not see who asked, and no other school sees the sentence; only once three families have asked nearly the same do those who write answers at every school see it. But if the words themselves point to your family, the school may guess.
feedback-button-consent = Send it to the school
feedback-button-consent-class = Send it for { $name }
feedback-button-no = No, thank you
feedback-sent = The school has it now. The reply will arrive here.
feedback-not-sent = All right, nothing was sent to the school.
feedback-told = All right, I will tell you when there is an answer, and also if none comes. We remember this chat for that alone, forget it once you have been told, and keep it for at most 180 days.
