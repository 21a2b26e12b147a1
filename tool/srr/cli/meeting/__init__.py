"""The review meeting in the terminal: what is shown, what is typed, and what is written of it."""
