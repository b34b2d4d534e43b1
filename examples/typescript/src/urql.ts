import { Client, cacheExchange, fetchExchange, subscriptionExchange } from "@urql/core";
import { persistedExchange } from "@urql/exchange-persisted";
import { createClient } from "graphql-sse";
import { endpoint, stream } from "./address.js";
import { PROCESSES, PUBLISHED, STATE } from "./documents.js";
import { printState, printVersion, shownFetch } from "./print.js";

const live = createClient({ url: stream });
const client = new Client({
  url: endpoint,
  fetch: shownFetch,
  exchanges: [
    cacheExchange,
    persistedExchange({ preferGetForPersistedQueries: true }),
    fetchExchange,
    subscriptionExchange({
      forwardSubscription: ({ query = "", variables }) => ({
        subscribe: (sink) => ({ unsubscribe: live.subscribe({ query, variables }, sink) }),
      }),
    }),
  ],
});

for (const code of ["sz", "hn"]) {
  const { data, error } = await client.query(STATE, { code });
  if (error) throw error;
  if (data) printState(data);
}

const refused = await client.query(PROCESSES, { first: 5000 });
if (!refused.error) throw new Error("a page of 5000 is refused");
for (const one of refused.error.graphQLErrors) {
  console.log(`error ${one.extensions["code"]}: ${one.message}`);
}

await new Promise<void>((resolve, reject) => {
  let seen = 0;
  const told = client.subscription(PUBLISHED, {}).subscribe(({ data, error }) => {
    if (error) return reject(error);
    printVersion(data?.snapshotPublished.version);
    if (++seen === 2) {
      told.unsubscribe();
      resolve();
    }
  });
});
