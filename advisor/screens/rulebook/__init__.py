"""The rulebook as pages to read."""
