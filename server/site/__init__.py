"""The web pages for people, in three languages."""
