"""One file a rule: the docstring is its page, MESSAGE what it says, `check` how it finds out."""
