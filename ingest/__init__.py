"""Pages in, candidate out."""
