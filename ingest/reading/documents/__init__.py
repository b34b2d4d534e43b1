"""UN documents: what a masthead says of one, and how sentences name others."""
