"""Pages about one meeting: heading, programme, and what sentences say of meetings."""
