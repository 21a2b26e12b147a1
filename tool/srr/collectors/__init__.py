"""Numbers from other systems: one file a source, and the only place that opens a connection."""
