"""What we know, as of when: the record model, its identity, its checks and its stores."""
