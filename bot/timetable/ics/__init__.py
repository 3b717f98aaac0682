"""Calendar files for telephones, written as RFC 5545, 5546 and 7986 say."""
