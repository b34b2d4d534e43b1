// Listens with the client graphql-ws: node socket.mjs ADDRESS WHAT; each line printed is JSON.
import { createInterface } from "node:readline";
import { createClient } from "graphql-ws";
import WebSocket from "ws";

const [address, what] = process.argv.slice(2);
const say = (one) => console.log(JSON.stringify(one));
const EVENTS = "subscription { snapshotPublished(now: true) { version } }";

const client = createClient({
  url: address,
  webSocketImpl: WebSocket,
  retryAttempts: 0,
  lazy: false,
  onNonLazyError: () => {},
  on: { closed: ({ code, reason }) => say({ closed: code, reason: String(reason) }) },
});

const listen = (query, name) =>
  client.subscribe(
    { query },
    {
      next: (result) => say({ name, next: result }),
      error: (error) =>
        say({ name, error: Array.isArray(error) ? error.map((one) => one.message) : error.code }),
      complete: () => say({ name, complete: true }),
    },
  );

if (what === "events") {
  const stops = listen(EVENTS, "stops");
  listen(EVENTS, "stays");
  createInterface({ input: process.stdin }).on("line", (line) => {
    if (line === "stop") stops();
    if (line === "end") client.dispose();
  });
} else {
  listen(what, "asked");
  createInterface({ input: process.stdin }).on("line", () => client.dispose());
}
