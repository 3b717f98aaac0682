# What parents are told when they ask.

faq-taken-as = Your question: { $question }
faq-for-grades = This is for { $grades }.
faq-ask-grade = The rule differs by grade. Tell me your child's grade and I can be more exact.
faq-who-decides = Who decides, and whom to ask:
faq-sources = Based on:
faq-source = 《{ $document }》
faq-source-with = 《{ $document }》 ({ $details })
faq-comma = ,{" "}
faq-date-day = { $year }-{ $month }-{ $day }
faq-date-month = { $year }-{ $month }
faq-date-year = { $year }
faq-grade-span = { $first } to { $last }
faq-shortened = … (too long to show in full)
faq-clarify = Which of these do you mean?
faq-suggest = I am not quite sure. Is one of these what you wanted to ask?
faq-abstain = I cannot answer this and would rather not guess. So far I understand questions in Chinese only. Please put it another way, or ask the class teacher or the school.
faq-smalltalk-greeting = Hello! Ask me about homework, after-school service, tutoring, exams or sleep under the double reduction rules.
faq-smalltalk-thanks = You are welcome.
faq-smalltalk-goodbye = Goodbye, and ask again any time.
faq-smalltalk-who = I am the school's bot. I answer questions about the double reduction rules and bring you the school's notices. When I do not know, I say so.
faq-smalltalk-yes = All right.
faq-smalltalk-cheer = Thank you! Ask again any time.
faq-smalltalk-grumble = I am sorry I could not help. Please put it another way, or ask the class teacher or the school.
faq-smalltalk-wordless = Please write your question in a sentence or two.
faq-smalltalk-number = Please tap the button in the message above. To ask something else, please write it in words.
faq-smalltalk-joke = I am no good at that, but you can ask me about the double reduction rules.

faq-button-none = None of these
faq-none-of-these = Sorry. Please ask again in other words, or ask the class teacher or the school.
faq-smalltalk-join = To join a class, open the invitation link from the teacher, or send me the 12-character code. If you have none, please ask the class teacher.
faq-smalltalk-quit = Send /leave to leave a class; its notices stop and the record is erased.
faq-smalltalk-language = Send /language to change the language.
faq-smalltalk-notices = Once you have joined a class, the notices of the school arrive here; scroll up for earlier ones.
faq-smalltalk-today = Send /week to see the after-school service of the class this week, with its end times.
