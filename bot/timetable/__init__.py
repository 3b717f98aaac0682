"""Room of the after-school service: who stays, until when, where, and on which days."""
