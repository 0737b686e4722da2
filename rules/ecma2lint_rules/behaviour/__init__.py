"""Rules about import and export behaviour (4xx)."""
