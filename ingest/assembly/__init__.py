"""Readings of many pages and languages → one candidate, the same for any order of pages."""
