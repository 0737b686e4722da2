"""Rules about the analysis itself: suppressions and waivers."""
