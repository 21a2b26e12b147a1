"""The rules, and the engine that turns what they find into findings."""
