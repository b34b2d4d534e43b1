"""What stands under a label: one reader for each kind of section."""
