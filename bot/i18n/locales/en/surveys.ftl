# What parents see of surveys.

survey-invitation =
    { $school } asks you to answer a survey: { $title }

    { $about }

    It is anonymous: answers are stored sealed, and the school sees totals only.
survey-reminder =
    A reminder: the survey of { $school } is still open: { $title }

    If you have answered, please ignore this. Every family gets it, because we do not record who has answered.
survey-invitation-until = Please hand it in before { $until }, { $whose }.
survey-invitation-open = Please answer { $whose }.
survey-unit-family = one for each family
survey-unit-child = one for each child
survey-about-child = This one is about your child in { $name }.
survey-button-start = Start
survey-button-back = Back
survey-button-skip = Skip
survey-button-leave = Leave
survey-button-hand-in = Hand in
survey-button-again = Try again
survey-button-chosen = Done
survey-button-none = None of these
survey-button-words = Hand in anonymously
survey-button-question = I am asking something
survey-which-grade = You have more than one child here, and there is one answer for each family. Please choose the grade of the child you mostly have in mind:
survey-which-child = There is one answer for each child. Whom is this one about?
survey-child = { $name }, seat { $seat }
survey-child-unseated = { $name } (no seat number, no. { $number })
survey-another-child = You have another child in this class. Would you answer for them too? It is fine not to.
survey-several = You may choose more than one; then tap “Done”. Tap again to undo a choice.
survey-between = , { "" }
survey-none-chosen = (none of these)
survey-place = Question { $place } of { $count }
survey-skipped = (skipped)
survey-review = All done, but not handed in yet. You chose:
survey-promise =
    What is kept: your choices and the child's grade, sealed until the survey ends. No name, no chat account, no time.
    What the school sees: totals for the school and for each grade; grades with too few answers are not shown.
    What the school never sees: who answered and who did not, or any single answer.
    Please also know: Telegram carries your taps and words. We do not record which answer is yours, let alone export or show it; what Telegram keeps is beyond us.
survey-thanks = Handed in. Thank you!
survey-receipt =
    Receipt: { $code }
    To take your answer back, send me these five words before the survey ends; the answer is deleted and you may answer again. Only your family can use them. Please keep them yourself; we cannot look them up.
survey-taken-back = Taken back: that answer is deleted. A comment, if you left one, is not tied to it and cannot be taken back. To answer again, tap below.
survey-receipt-unknown = There is no answer for this receipt: it may have been taken back already, or the survey has ended. After the end nothing can be taken back, because nobody can tell any more which answer is whose.
survey-receipt-nearly = This looks like a receipt, but not quite. A receipt is five words: please copy them from that message and send nothing else. What you sent was not kept.
survey-paused-receipt = We are sorry: nothing can be taken back right now. Please send the receipt again in a while.
survey-already-child = The survey for this child has been handed in already, one for each child. Thank you!
survey-already = Your family has handed this survey in already, one for each family. Thank you!
survey-left = All right. Nothing you chose was kept. You can start again if you change your mind.
survey-help =
    You may be going through a hard time. Please do not carry it alone.
    Psychological help line: 12356
    If you or someone in your family is in danger, call 110 or 120 now.
survey-over = This survey has ended and takes no more answers. Thank you for thinking of it.
survey-lost = We are sorry: this survey broke and is void; answers already handed in cannot be read. The school will send a new one if needed.
survey-paused = We are sorry: the survey cannot take answers right now. Please tap again in a while.
survey-missing = This survey was not found; it may have been removed.
survey-forgotten = This message belongs to a survey that no longer exists, because the system was restored from a backup, so nothing was taken. To answer the present survey, please start from the school's latest invitation.
survey-not-invited = This survey is for parents of the school that sent it. If you are one, please join with your class's invitation first.
survey-comment-how = Please reply to this message (one message of up to 4,000 letters), or leave it if you have nothing to add. Your words are kept apart from your choices; please write no names and no class.
survey-comment-is-it = Is this meant for the survey?
survey-comment-gone = I cannot see those words any more; please send them again.
survey-comment-as-question = All right, taken as a question.
survey-comment-handing-in = All right, handing it in.
survey-comment-paused = We are sorry: this cannot be taken right now. Please reply to the question above again in a while.
survey-comment-mark = 〔Survey { $wave }〕
survey-comment-taken = Received, thank you. Your words go to the school anonymously: shuffled among others if there are enough of them, otherwise not at all.
survey-comment-repeated = Your family has left a comment already, one for each family. Thank you!
survey-comment-too-long = That is too long; please shorten it and reply to the message above again.
survey-comment-cut = Your comment was too long for one message, so Telegram cut it. The survey takes the first message only; this one was neither taken nor kept. If it was a question for me, please send it again in half a minute.
survey-comment-empty = We saw no text. Please reply to the message above in words, or leave it.
survey-comment-picture = Pictures cannot be taken, so the words beside it were not either. Please reply to the question above in words alone, or leave it.
survey-school = Whole school
survey-chosen = Chosen grades
survey-district = Whole district

# Results, charts and exported files.

survey-chart-suppressed = not shown, to protect privacy
survey-chart-row = { $group } ({ $count })
survey-chart-note = Closed { $date }, { $responses } answers. Grades with fewer than { $smallest } are not shown; sometimes one more is hidden so that nothing can be worked out.
survey-chart-few = Closed { $date }, fewer than { $smallest } answers; no figures are shown.
survey-sheet-comments = Comments
survey-sheet-method = Method
survey-column-wave = Survey no.
survey-column-group = Group
survey-column-n = Answers
survey-column-question = Question
survey-column-answer = Choice
survey-column-count = Count
survey-column-share = Share
survey-column-low = Share, low
survey-column-high = Share, high
survey-column-comment = Comments (shuffled, tied to no answer)
survey-column-item = Item
survey-column-content = Content
survey-yes = yes
survey-no = no
survey-method-survey = Survey
survey-method-version = version { $version }
survey-method-opened = Opened
survey-method-closed = Closed
survey-method-schools = Schools
survey-method-invited = Families asked
survey-method-invited-children = Children asked about
survey-method-responses = Answers received
survey-method-few = fewer than { $smallest }
survey-method-counting = How it is counted
survey-method-counting-text = Answers: { $unit }. Shares are of those who answered the question; skipped ones do not count. Low and high are the 95 % confidence interval (Wilson, corrected for a finite population where it is known how many were asked; where all answered there is no error): asked again under the same circumstances, the share would fall roughly in this range. Where two ranges overlap, the difference may be chance.
survey-method-families-text = A family with children in two grades answers once, for the grade it chooses, so nobody knows beforehand how many families a grade has: the ranges of single grades are not corrected (too wide rather than too narrow), and there are no response rates by grade and no weighted shares.
survey-method-hiding = Why some figures are not shown
survey-method-hiding-text = Grades with fewer than { $smallest } answers are not shown, neither is a question that fewer answered. If only one grade were hidden, it could be worked out from the school's total, so another one is hidden with it. Where nearly all gave the same answer no numbers are shown either, or it would be known what each one chose. Figures handed out earlier are checked together with these. With fewer than { $smallest_text } comments none is shown; names, numbers, classes and schools are taken out of them, but what only one family can know may still tell who wrote it.
survey-method-gad = GAD-2 sum
survey-method-gad-text = The GAD-2 is a public two-item screen, 0 to 6 points; 3 or more means many anxious feelings in the past two weeks. It is a screen, not a diagnosis. The two items and their sum are shown together or not at all, so that none can be worked out from the others; where nearly all chose the same, it is not said what.
survey-gad2-question = GAD-2 sum (parents' anxious feelings in the past two weeks; no diagnosis)
survey-gad2-low = 0 to 2 points
survey-gad2-high = 3 points or more

survey-comment-hint = Your words
survey-sheet-summary = Summary
survey-sheet-response = Response
survey-response-families = A family with children in two grades answers once, so grades have no rate
survey-sheet-grades = By grade
survey-sheet-trend = Trend
survey-column-weighted = Weighted share
survey-column-remark = Remark
survey-column-closed = That one ended
survey-column-earlier = Share then
survey-column-change = Change
survey-column-missing = Passed over
survey-column-change-low = Change, low
survey-column-change-high = Change, high
survey-mean-remark = mean { $value } (95 % interval { $low }–{ $high })
survey-nearly-all = Nearly all chose “{ $answer }”; no numbers shown
survey-over-limit = { $grade }: written homework over the allowed { $minutes } minutes a day
survey-over-none = { $grade }: written homework at home, where none is allowed
survey-over-share = { $what }: { $share }
survey-few = Fewer than { $smallest } answers came in; to protect privacy no figures are shown.
survey-few-chosen = To protect privacy no figures of these grades are shown.
survey-trend-years = Compared with { $years } years ago.
survey-trend-noise = The difference may be mere chance.
survey-method-rate = Response rate
survey-method-trend = How waves are compared
survey-method-trend-text = The change is this share less that one, followed by its 95 % interval (Newcombe). Where the interval holds 0, the difference may be mere chance.
survey-method-weighted-text = Where grades answered at different rates there is a weighted share besides: each grade counts as many as were asked in it, and hidden grades count together.
survey-method-hash = Hash of the content (SHA-256)
survey-course = Share in each survey
survey-title-of = { $title } ({ $grades })
survey-trend-note = Each point is one survey's share, the upright line its 95 % interval; points not drawn are hidden to protect privacy. Where upright lines overlap, the difference may be mere chance.
survey-trend-alone = There is no other survey to compare with yet.
survey-fact = { $item }: { $content }
survey-booklet-footer = Survey { $wave } · hash { $hash }
survey-booklet-over-limit = Written homework above the limit
survey-column-interval = 95 % interval
survey-column-points = Change (points)
survey-column-limit = Limit
survey-minutes = { $minutes } min
survey-minutes-none = none
survey-missing-answers = Passed over
survey-mean = Mean
survey-within-noise = { $points } (may be chance)
survey-chart-hash = Survey { $wave }; for intervals see the exported tables; hash { $hash }
command-results = Figures of surveys
results-none = No survey has been closed yet.
results-which = Which survey?
results-picture = Picture
results-sheet = Table (XLSX)
results-trend = Trend
results-print = To print (PDF)
results-district = Whole district
results-district-too-small = Fewer than five schools have closed this survey lately, so there is no total of the district.
results-grades = For the grades, please open the picture or the table below.
results-numbered = { $title } (survey { $wave })
