# /mydata: what is kept about a person.

mydata-heading = This is what we keep about you:
mydata-chat = · this chat's number { $address }, since { $date }
mydata-language = · language: { $language }
mydata-child = · child: { $school }, { $name }
mydata-child-seat = · child: { $school }, { $name }, seat { $seat }
mydata-course = Course: { $name }
mydata-course-waiting = Waiting for the course { $name }
mydata-teacher = · teacher at { $school }, of { $names }
mydata-office = · office of { $school }
mydata-messages = · messages sent to you: { $count }
mydata-messages-waiting = · messages sent to you: { $count }, { $waiting } of them not yet gone out
mydata-confirmed = · notices you have marked as read: { $count }
mydata-agreed = · notice { $number }, which you agreed to on { $date }
mydata-agreed-more = · notices you agreed to before that: { $count }
mydata-written = · notices you have written: { $count }
mydata-long = · Very long messages you sent: { $count }, only their numbers and times, not what they say
mydata-topic = · the answer you saw last: “{ $title }”, erased after { $time }
mydata-topic-grades = · the answer you saw last: “{ $title }” ({ $grades }), erased after { $time }
mydata-request = · a question waiting for the school: “{ $sentence }”
mydata-waiting = · questions you want to be told of: { $count }
mydata-nothing = We keep nothing about you: you have joined no class and chosen no language.
mydata-not-here =
    Survey answers are not here: nothing ties them to a chat, and even we cannot find out which one is yours.
    Of questions without an answer only the sentence is kept, without names and without its asker.
mydata-acts = · what you have done at school: { $count } entries, under number { $number }
mydata-forget = Send /forget to erase all of it.
mydata-leave = Send /leave to leave one class only; its record is then erased.
