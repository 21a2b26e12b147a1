"""One file a format: a value in, text or bytes out."""
