"""One file a format of `srr lint`."""
