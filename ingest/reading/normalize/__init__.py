"""Found words → values: States, organizations, dates, symbols; the unknown becomes a doubt."""
