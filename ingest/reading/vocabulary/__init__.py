"""Names people write and the things they mean, as data."""
