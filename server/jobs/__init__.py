"""Runs of ingest and what is done beside them: when, by whom, and what they report."""
