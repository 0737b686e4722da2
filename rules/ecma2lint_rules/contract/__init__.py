"""Rules about the contract itself: visibility, naming, completeness (1xx)."""
