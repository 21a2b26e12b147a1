"""Risks, postmortems, concerns and the registry as frozen values."""
