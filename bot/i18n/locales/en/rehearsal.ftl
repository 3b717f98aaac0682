# What sending a notice would do, and what to think of first.

notices-rehearsal-languages = Of these: { $list }.
notices-rehearsal-untranslated = The text is not translated.
notices-rehearsal-frame = In { $language } the heading is “{ $heading }” and the closing line “{ $footing }”.
notices-rehearsal-gone =
    { $count ->
        [one] { $count } more parent has blocked the bot and will not get it.
       *[other] { $count } more parents have blocked the bot and will not get it.
    }
notices-rehearsal-messages = Each gets it in { $count } messages.
notices-rehearsal-waiting =
    { $count ->
        [one] { $count } message is waiting before it.
       *[other] { $count } messages are waiting before it.
    }
notices-rehearsal-takes = Sending takes { $length }; the last family has it { $when }.
notices-rehearsal-seconds =
    { $count ->
        [one] about a second
       *[other] about { $count } seconds
    }
notices-rehearsal-minutes =
    { $count ->
        [one] about a minute
       *[other] about { $count } minutes
    }
notices-rehearsal-held-primary = Bedtime in primary school: { $count } of them get it { $when }.
notices-rehearsal-held-junior = Bedtime in junior high: { $count } of them get it { $when }.
notices-rehearsal-held-both = With children in both stages: { $count } of them get it { $when }.
notices-rehearsal-held-own = With quiet hours of their own: { $count } of them get it { $when }.

notices-check-heading = ⚠ Before sending, please look again:
notices-check-finding = { $number }. { $title }: { $places }
notices-check-finding-time = { $number }. { $title }
notices-check-quoted = “{ $text }”
notices-check-ground = See 《{ $document }》{ $clause }
notices-check-no-ground = (No clause was found for this; please judge for yourself.)
notices-check-more =
    { $count ->
        [one] and { $count } more; it is looked at again once you have changed the text.
       *[other] and { $count } more; they are looked at again once you have changed the text.
    }
notices-check-nothing = Nothing was found that needs changing.
notices-check-unavailable = The rules cannot be read at the moment, so nothing was checked.
notices-check-hint = Change it, or send it all the same and say why.
notices-button-change = Change it
notices-button-despite = Say why, then send
notices-despite-question = Please reply to this message and say why it has to go out like this (200 characters at most). The reason is kept, and whoever agrees to the notice sees it.
notices-despite-hint = Why it goes out
notices-despite-unusable = Give a reason of at most 200 characters.
notices-despite-noted = Sent all the same because: { $reason }
notices-agree-despite = It was pointed out: { $rules }. The author says: { $reason }
