"""srr keeps System Risk Records in git: it lints them, mends them and publishes them."""
