# Notices that are put right or taken back, and what is attached to them.

notices-heading-corrected = [Corrected notice] { $whom }
notices-may-repeat = (May be a repeat; please ignore it if you have it already.)
notices-old-corrected = Corrected: this notice has changed, please see the new one below.
notices-old-withdrawn = Withdrawn: the school has taken this notice back.

notices-not-out = This notice has not left yet; you can stop it and write another.
notices-nothing-to-correct = Nobody has this notice, or it was stopped or taken back; there is nothing to correct.
notices-same-text = This is the text the notice has already.
notices-correction-second = Such a notice needs a second person. Please withdraw this one and send the right text as a new notice.
notices-not-withdrawable = This notice has been withdrawn or corrected already.
notices-text-overtaken = This notice was corrected; please see the new one below and tap there.
notices-file-unusable = This attachment cannot be used. Please send a JPEG or PNG picture (up to 10 MB) or a PDF (up to 50 MB).
notices-files-too-many = A notice carries at most 5 attachments; please put pages together into one PDF.

notices-button-correct = Correct
notices-button-withdraw = Withdraw
notices-button-withdraw-sure = Withdraw; parents see “Withdrawn”
notices-button-keep = Keep it
notices-button-correct-sure = Send the correction
notices-button-correct-drop = No correction
notices-correct-question =
    Please reply to this message with the whole corrected text.
    Parents who have the notice will see “Corrected” and get it again; the others get the new text only.
notices-correct-hint = Corrected text
notices-correct-preview =
    Preview of the correction, exactly as parents will see it:

    { $text }

    Goes again to { $chats ->
        [one] { $chats } parent
       *[other] { $chats } parents
    }{ $confirmed ->
        [0] .
       *[other] ; { $confirmed } of them have confirmed and are asked again.
    }
notices-correct-dropped = No correction is sent.
notices-withdraw-question =
    Withdraw notice { $number }? What has arrived will read “Withdrawn”, what has not left will not be sent. This cannot be undone.
notices-withdraw-kept = The notice stays.
notices-progress-version =
    { $count ->
        [one] Corrected once
       *[other] Corrected { $count } times
    }
notices-progress-edits =
    { $done ->
        [0] Old messages are being marked “{ $word }”, { $pending } to go.
       *[other] Old messages marked “{ $word }”: { $done }{ $pending ->
            [0] .
           *[other] , { $pending } to go.
        }
    }
notices-progress-edits-failed = { $count } could not be changed (perhaps deleted by their readers).
notices-word-corrected = Corrected
notices-word-withdrawn = Withdrawn
notices-progress-ambiguous = Perhaps delivered { $count }

notices-attached = Attached: { $name } (number { $count }).
notices-attachments = Attached: { $names }
notices-button-detach = Remove attachments
notices-detached = The attachments are removed.
notices-photo-name = picture { $number }
