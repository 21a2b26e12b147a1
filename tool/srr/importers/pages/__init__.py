"""Pages of text on their way to a source: what they hold, what they link to, and which files come along."""
