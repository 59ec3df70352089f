"""Several people who answer for one company."""
