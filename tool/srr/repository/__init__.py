"""The registry where it lies: on disk, in git, under today's date."""
