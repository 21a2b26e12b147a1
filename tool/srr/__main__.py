"""Lets `python -m srr` run the command."""

from srr.cli.app import main

main()
