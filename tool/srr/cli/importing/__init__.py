"""The import of another register: its map, what it does to the registry, and the report on it."""
