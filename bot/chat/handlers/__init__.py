"""What the bot does when somebody writes or taps, one file per subject.

A handler reads the talk, calls one service method and replies; it never decides.
"""
