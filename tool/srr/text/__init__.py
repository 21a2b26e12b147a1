"""Words on their way in and out: spellings, secrets, and how they are made harmless for each place."""
