"""The recommendation, and what was proved about it."""
