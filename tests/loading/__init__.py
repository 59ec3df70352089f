"""Tests of loading: rule files and answer sheets, sound and broken."""
