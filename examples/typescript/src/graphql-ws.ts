import { createClient } from "graphql-ws";
import WebSocket from "ws";
import { socket } from "./address.js";
import { printVersion } from "./print.js";

interface Published {
  snapshotPublished: { version: number | null };
}

const client = createClient({ url: socket, webSocketImpl: WebSocket });
const query = "subscription { snapshotPublished(now: true) { version } }";
let seen = 0;
for await (const { data, errors } of client.iterate<Published>({ query })) {
  if (errors) throw new Error(JSON.stringify(errors));
  printVersion(data?.snapshotPublished.version);
  if (++seen === 2) break;
}
await client.dispose();
