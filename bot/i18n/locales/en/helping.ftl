# For teachers and the office: parents' requests, and questions without an answer.

helping-nothing = Nothing waits for you now.
helping-more = { $count } more. Once these are done, send /inbox again to see them.
helping-write-reply =
    Please reply to this message with your answer to the parent:
    “{ $sentence }”

    No. { $mark }
helping-reply-hint = Your answer to this parent
helping-preview =
    The parent will see:

    { $text }
helping-button-send = Send
helping-button-rewrite = Write again
helping-sent = I pass it on. Thank you.
helping-text-gone = I can no longer see what you wrote. Please write it once more.
helping-checking = Checking, one moment please.
helping-group =
    Asked by { $families } families or more, and still without an answer:
    “{ $gist }”
helping-also = Others asked it like this:
helping-waiting = Parents waiting for an answer: { $count }
helping-button-assign = It means: { $name }
helping-button-write = Write a new answer
helping-button-dismiss = No answer needed
helping-button-dismiss-sure = Yes, erase it
helping-assigned = Done: asked like this, it will be answered from now on. Parents told: { $told }
helping-dismissed = Erased.
helping-write-entry =
    Please reply to this message with the new answer:
    “{ $gist }”

    First line: the question as parents ask it
    Then: the answer, the rule first, then what to do
    Last line: Source: document, issuer

    No. { $mark }
helping-entry-hint = Question, answer and source, a line each
helping-form-unreadable = I could not read this. Please put the question on the first line, the answer below it, and on the last line “Source: document, issuer”.
helping-same-words = Please word the question on the first line differently from the parents; their own words are kept as another way of asking.
helping-entry-preview =
    Parents will see:

    Your question: { $question }

    { $text }

    Based on: { $source }
helping-button-keep = Keep as a new answer
helping-kept = Kept ({ $id }) and in use in a moment. Parents told: { $told }. For what it still lacks, such as English, the operator runs jiaxiao knowledge check.
helping-not-kept = Not kept. Please change it and try again:
helping-mend-document = The document is not in the list of documents. Please check its full title; the operator adds to the list.
helping-mend-length = The answer is too long. Please shorten it.
helping-mend-doubled = An answer we have is asked in nearly the same words. Word the first line differently, or file the question under that answer.
helping-mend-other = Something in it cannot be used, and I cannot tell which part. Please try other words, or tell the operator.
helping-button-mend = Change it
