"""SQL of this room, in three parts: the registry, posts of staff, and invitations.

Every function takes the caller's open transaction, so that what belongs together is saved
together.
"""
