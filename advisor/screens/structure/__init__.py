"""Who would hold which responsibility."""
