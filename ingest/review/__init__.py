"""A page that was just read beside the last good reading of it: what may be let through."""
