"""What keeps answers of an open wave from being read: seals, keys, marks, receipts."""
