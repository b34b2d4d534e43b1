"""What a page is: its family, its language, its process, or no page of ours at all."""
