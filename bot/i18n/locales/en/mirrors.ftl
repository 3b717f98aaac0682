# What is said where notices also go to other channels: group robots and e-mail.

mirrors-repeat = (perhaps again) { $title }
mirrors-files = This notice has attachments; please look at them in Jiaxiao on Telegram.
mirrors-read = Parents, please tap “I have read it” in Jiaxiao on Telegram; the school does not see replies here.
mirrors-agree = Parents, please tap “I have read it and agree” in Jiaxiao on Telegram; the school does not see replies here.
mirrors-withdrawn-title = [Withdrawn]
mirrors-withdrawn = The notice “{ $gist }” has been withdrawn; please do not act on it.
mirrors-test-title = [Test]
mirrors-test = This is a test by Jiaxiao. Whoever sees it can get the school's notices here.

mirrors-progress-sent = Also posted to: { $names }
mirrors-progress-open = Being posted to: { $names }
mirrors-progress-failed = Not posted to { $name }: { $why }
mirrors-why-unreachable = no connection
mirrors-why-timed-out = no answer; it may have arrived
mirrors-why-not-let-in = the key or password is wrong, or the robot was removed from the group
mirrors-why-too-fast = too many messages for it
mirrors-why-their-trouble = it has trouble of its own
mirrors-why-refused = it takes no such message; look at the robot's keywords and security settings
mirrors-why-unreadable = its address is not written as it must be
mirrors-why-not-set-up = the settings have no such channel any more
mirrors-why-no-apprise = a package is missing on the server
