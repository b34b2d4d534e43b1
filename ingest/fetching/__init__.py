"""How pages are asked for: politely, within limits, from nowhere but the hosts of the catalogue."""
