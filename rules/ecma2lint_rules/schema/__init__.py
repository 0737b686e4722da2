"""Rules about schema, partitions and hierarchies (3xx)."""
