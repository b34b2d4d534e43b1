"""A page without markup: numbered lines with their nesting and links."""
