"""Who is who: schools, classes, children, chats, staff and invitations."""
