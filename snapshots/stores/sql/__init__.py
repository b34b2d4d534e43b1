"""What is the same in every SQL database: one module a group of tables."""
