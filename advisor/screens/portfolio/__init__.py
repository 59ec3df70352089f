"""The advice for a whole table of companies."""
