"""Tests of what is kept between visits."""
