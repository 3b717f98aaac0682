"""Messages that must arrive: an outbox of rows and one loop that empties it.

Other rooms put messages into the outbox inside their own transaction, so a notice and its
messages are saved together or not at all; the dispatcher sends them at Telegram's pace and
writes down what became of each. A kill at any line loses nobody.
"""
