"""All assessments that somebody may see, as one list."""
