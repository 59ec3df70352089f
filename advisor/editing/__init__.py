"""Changing the rule files: edits in place, an author's proposal, publishing, going back."""
