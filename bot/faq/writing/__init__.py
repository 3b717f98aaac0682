"""Writing into knowledge files, so that comments and order stay as a person left them."""
