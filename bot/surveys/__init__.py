"""The room of anonymous feedback: ready surveys, sealed answers, figures that may leave.

What a family answers is nobody's business; what all families answer is the school's. So
an answer is never stored where it could be read while anyone can still be connected to it
(`sealing`), and figures leave only through one door (`door`), past one set of rules
(`hiding`).
"""
