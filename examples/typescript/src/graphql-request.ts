import { ClientError, GraphQLClient } from "graphql-request";
import { endpoint } from "./address.js";
import { PROCESSES, STATE } from "./documents.js";
import { printState } from "./print.js";

const client = new GraphQLClient(endpoint, { headers: { "Accept-Language": "fr" } });

printState(await client.request(STATE, { code: "sz" }));

const { processes } = await client.request(PROCESSES, { first: 3 });
for (const { node } of processes.edges) console.log(`${node.slug}: ${node.name}`);

try {
  await client.request(PROCESSES, { first: 5000 });
  throw new Error("a page of 5000 is refused");
} catch (error) {
  if (!(error instanceof ClientError)) throw error;
  for (const one of error.response.errors ?? []) console.log(`error ${one.extensions["code"]}: ${one.message}`);
}
