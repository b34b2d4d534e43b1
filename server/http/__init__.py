"""HTTP as it is spoken here: connections and their bounds, admission, what is refused."""
