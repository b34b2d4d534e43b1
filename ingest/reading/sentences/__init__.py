"""What running text says: one grammar, whose words are data, for every family of pages."""
