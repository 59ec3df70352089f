"""The same rulebook on other rule engines, translated by a script, checked and then timed."""
