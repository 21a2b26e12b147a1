"""Lets `python -m srr` run the command."""

from srr.cli import main

main()
