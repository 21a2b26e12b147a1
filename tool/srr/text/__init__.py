"""Words on their way in and out: spellings, secrets, terminals, forges."""
