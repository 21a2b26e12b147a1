"""What a record and srr.toml may hold, and the arithmetic of scores and dates."""
