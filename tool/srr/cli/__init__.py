"""The command line: words typed in, text and exit codes out."""
