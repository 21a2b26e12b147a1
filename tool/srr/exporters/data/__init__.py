"""One file a data file of the site."""
