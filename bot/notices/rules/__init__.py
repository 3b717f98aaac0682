"""What double reduction asks of a notice: rules in a file, held against it before it leaves."""
