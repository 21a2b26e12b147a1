"""Tables, one file for each form that they come in: bytes to rows of cells."""
