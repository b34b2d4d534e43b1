"""What to keep of a list, how to order it and what to count in it: one module for each kind."""
