"""Exact answers, by search and by proof: the only home of the solver."""
