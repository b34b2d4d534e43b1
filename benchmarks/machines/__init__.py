"""Servers and workers on one PostgreSQL database, as many as on as many machines."""
