"""What running text tells of a process, on pages that have no labels for it."""
