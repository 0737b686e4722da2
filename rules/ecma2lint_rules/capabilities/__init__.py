"""Rules about capabilities (2xx)."""
