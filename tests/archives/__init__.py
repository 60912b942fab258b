"""The documents behind a feed: together they hold everything, and what is full stays as it is (RFC 5005 section 4)."""
