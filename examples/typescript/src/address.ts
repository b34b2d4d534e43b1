/** Where the server is: the first argument, or the address that `make serve` prints. */
export const server = process.argv[2] ?? "http://127.0.0.1:8000";
/** Queries, by GET or POST. */
export const endpoint = `${server}/graphql`;
/** Subscriptions by WebSocket (graphql-transport-ws). */
export const socket = endpoint.replace(/^http/, "ws");
/** Subscriptions by server-sent events (graphql-sse). */
export const stream = `${server}/graphql/stream`;
