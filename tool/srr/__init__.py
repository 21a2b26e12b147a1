"""srr keeps System Risk Records in git: it lints, fixes and publishes them."""
