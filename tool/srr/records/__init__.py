"""Risks, postmortems and the registry as frozen values."""
