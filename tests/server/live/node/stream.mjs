// Listens with the client graphql-sse: node stream.mjs ADDRESS WHAT; each line printed is JSON.
import { createInterface } from "node:readline";
import { createClient } from "graphql-sse";

const [address, what] = process.argv.slice(2);
const say = (one) => console.log(JSON.stringify(one));
const EVENTS = "subscription { snapshotPublished(now: true) { version } }";

const client = createClient({ url: address, retryAttempts: 0 });

const listen = (query, name) =>
  client.subscribe(
    { query },
    {
      next: (result) => say({ name, next: result }),
      error: (error) => say({ name, error: error.response?.status ?? error.message }),
      complete: () => say({ name, complete: true }),
    },
  );

if (what === "events") {
  const stops = listen(EVENTS, "stops");
  listen(EVENTS, "stays");
  createInterface({ input: process.stdin }).on("line", (line) => {
    if (line === "stop") stops();
    if (line === "end") process.exit(0);
  });
} else {
  listen(what, "asked");
  createInterface({ input: process.stdin }).on("line", () => process.exit(0));
}
