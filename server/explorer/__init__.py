"""The GraphQL explorer: a page for trying queries, made of files of our own only."""
