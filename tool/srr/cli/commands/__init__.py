"""One file a command; `COMMANDS` in `cli/app.py` lists them."""
