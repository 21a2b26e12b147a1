"""One file a question that a team asks of its registry."""
