"""Versions of an assessment, and any two of its states side by side."""
