"""The archive behind a feed (RFC 5005 section 4): its documents, what changes of them, and what must not be lost."""
