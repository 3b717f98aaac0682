"""Other channels a notice also goes to: group robots and e-mail, through Apprise."""
