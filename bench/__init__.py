"""Benchmarks: each module measures one thing and is run as `python -m bench.<name>`."""
