"""GraphQL over HTTP: a request in, the bytes of an answer out; docs/http.md says it in full."""
