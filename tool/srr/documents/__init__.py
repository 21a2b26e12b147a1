"""One file: bytes to a Document with a place for everything, and edits that change one thing."""
