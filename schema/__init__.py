"""How the world may ask: the GraphQL schema over one snapshot."""
