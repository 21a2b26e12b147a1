"""One file a format of `srr diff`."""
