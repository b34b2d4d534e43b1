"""The GraphQL types, one a file, each a thin reading of one record."""
