"""Rules about parameters and secrets (5xx)."""
