"""One page → one reading: knows no run, no store and no network."""
