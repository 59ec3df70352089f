"""What a report says, chapter by chapter; no format is known here."""
