"""The outlet for MkDocs and ProperDocs."""
