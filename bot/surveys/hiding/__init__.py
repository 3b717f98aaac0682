"""What must not be seen or computed by anybody; pure."""
