"""The decision that was taken."""
