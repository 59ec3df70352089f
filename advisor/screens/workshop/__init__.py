"""The rule workshop: an author changes a copy of the rules, and sees at once what is wrong."""
