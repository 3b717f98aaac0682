# Notices that are put right or taken back, and what is attached to them.

notices-heading-corrected = [Corrected notice] { $whom }
notices-may-repeat = (May be a repeat; please ignore it if you have it already.)
notices-old-corrected = Corrected: this notice has changed, please see the new one below.
notices-old-withdrawn = Withdrawn: the school has taken this notice back.

notices-not-out = This notice has not left yet; you can stop it and write another.
notices-nothing-to-correct = Nobody has this notice, or it was stopped or taken back; there is nothing to correct.
notices-same-text = This is the text the notice has already.
notices-correction-nobody = A second person must agree to this correction, and there is nobody else who may, so nothing was sent. Please ask the administrator to invite a colleague to the office.
notices-correction-waits = This correction waits for a colleague to agree already.
notices-correction-missing = There is no such correction.
notices-correction-decided = Somebody else has dealt with this correction already.
notices-correction-taken-back = Its author has taken this correction back, or written another.
notices-correction-expired = This correction waited too long and was not sent.
notices-correction-overtaken = This notice was stopped, withdrawn or corrected meanwhile; this correction is not sent.
notices-not-withdrawable = This notice has been withdrawn or corrected already.
notices-text-overtaken = This notice was corrected; please see the new one below and tap there.
notices-file-unusable = This attachment cannot be used: it may be damaged, too large or of another kind. Please send a JPEG or PNG picture (up to 10 MB) or a PDF (up to 50 MB).
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
notices-correct-second = A colleague must agree before this correction is sent.
notices-button-correct-ask = Ask a colleague
notices-button-correct-undo = Take the correction back
notices-correct-undone = The correction of notice { $number } was taken back; parents still see the old text.
notices-correct-not-waiting = No correction of notice { $number } waits for anybody.
notices-correct-dropped = No correction is sent.
notices-withdraw-question =
    Withdraw notice { $number }? What has arrived will read “Withdrawn”, what has not left will not be sent. This cannot be undone.
notices-withdraw-kept = The notice stays.
notices-progress-correction-waits = A correction waits for a colleague to agree; parents still see the old text.
notices-progress-overtaken = Notice { $number }: the notice it reminded of was corrected, so this reminder no longer holds.
notices-moved = Notice { $number }: please see a later message for how far it is.
notices-moved-corrected = Notice { $number }: corrected; please see a later message for how far it is.
notices-moved-withdrawn = Notice { $number }: withdrawn; please see a later message.
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

notices-told-correction-agreed = Correction of notice { $number }: a colleague has agreed; it is on its way.
notices-told-correction-returned = The correction of notice { $number } was returned and not sent; parents still see the old text. You can change it and hand it in again.
notices-told-correction-returned-because =
    The correction of notice { $number } was returned and not sent; parents still see the old text. Reason: { $reason }
    You can change it and hand it in again.
notices-told-correction-expired = Nobody agreed to the correction of notice { $number } in time, so it was not sent. Please write it again if it is still needed.
notices-told-correction-overtaken = Notice { $number } was stopped, withdrawn or corrected by the administrator; your correction is not sent.

notices-second-correction = Notice { $number } is to be corrected and needs your agreement first:
notices-second-again =
    Goes again to { $chats ->
        [one] { $chats } parent
       *[other] { $chats } parents
    }{ $confirmed ->
        [0] .
       *[other] ; { $confirmed } of them have confirmed and are asked again.
    }
notices-second-old = The text until now:
notices-second-new = What parents will see:
notices-second-correction-over-agreed = Correction of notice { $number }: a colleague has agreed; there is nothing left to do.
notices-second-correction-over-returned = Correction of notice { $number }: a colleague has returned it; there is nothing left to do.
notices-second-correction-over-expired = Correction of notice { $number }: it waited too long and was not sent; there is nothing left to do.
notices-second-correction-over-taken-back = Correction of notice { $number }: its author took it back or wrote another; there is nothing left to do.
notices-second-correction-over-overtaken = Notice { $number } was stopped, withdrawn or corrected otherwise; the correction below will not be sent and there is nothing left to do.
notices-second-correction-agreed = ✓ You have agreed; the correction is on its way.
notices-second-correction-reason = Please reply to this message and say why correction { $number } is returned (at most 300 characters).

notices-correct-stale = This correction was changed later, or is done already. Please see the newest message below.
