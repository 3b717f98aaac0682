# Before a notice is sent: how many messages these families got lately.

load-none = They got no message in the last 7 days.
load-same = In the last 7 days each family got { $most } { $most ->
        [one] message
       *[other] messages
    }; notices and the daily after-school messages are counted.
load-few = In the last 7 days most of them got no message, the most was { $most }; notices and the daily after-school messages are counted.
load-line = In the last 7 days they usually got { $median } { $median ->
        [one] message
       *[other] messages
    }, the most { $most }; notices and the daily after-school messages are counted.
load-much = {" "}{ $families ->
        [one] { $families } family has
       *[other] { $families } families have
    } had { $limit } or more; what is not urgent could wait and go out together.
