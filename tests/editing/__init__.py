"""Tests of changing the rule files."""
