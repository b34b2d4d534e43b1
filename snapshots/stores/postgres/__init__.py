"""The store in a PostgreSQL database, for many servers and many who ingest."""
