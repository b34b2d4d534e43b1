"""The store in one SQLite file (WAL): the default, and the reference for every other store."""
