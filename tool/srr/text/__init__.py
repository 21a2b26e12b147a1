"""Words on their way in and out: spellings, secrets, forges, and what makes them harmless for each place."""
