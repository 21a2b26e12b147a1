"""One file a format: each turns a report into text, and none of them changes what is in it."""
