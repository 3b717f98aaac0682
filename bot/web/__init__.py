"""Pages and files that are served over HTTP; for now the private addresses of calendars."""
