"""Readings of many pages and languages → one candidate snapshot, the same for any order of pages."""
