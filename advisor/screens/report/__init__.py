"""The report: chosen, looked at, made."""
