import { ApolloClient, ApolloLink, CombinedGraphQLErrors, HttpLink, InMemoryCache } from "@apollo/client";
import { PersistedQueryLink } from "@apollo/client/link/persisted-queries";
import { GraphQLWsLink } from "@apollo/client/link/subscriptions";
import { relayStylePagination } from "@apollo/client/utilities";
import { createHash } from "node:crypto";
import { OperationTypeNode } from "graphql";
import { createClient } from "graphql-ws";
import { take } from "rxjs";
import WebSocket from "ws";
import { endpoint, socket } from "./address.js";
import { PROCESSES, PUBLISHED, STATE } from "./documents.js";
import { printState, printVersion, shownFetch } from "./print.js";

const persisted = new PersistedQueryLink({
  sha256: (document) => createHash("sha256").update(document).digest("hex"),
  useGETForHashedQueries: true,
});
const live = createClient({ url: socket, webSocketImpl: WebSocket });
const client = new ApolloClient({
  link: ApolloLink.split(
    ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
    new GraphQLWsLink(live),
    persisted.concat(new HttpLink({ uri: endpoint, fetch: shownFetch })),
  ),
  cache: new InMemoryCache({
    typePolicies: {
      Query: { fields: { processes: relayStylePagination(["where", "orderBy"]) } },
      Snapshot: { merge: true },
    },
  }),
});

for (const code of ["sz", "hn"]) {
  const { data } = await client.query({ query: STATE, variables: { code } });
  if (data) printState(data);
}

const first = await client.query({ query: PROCESSES, variables: { first: 10 } });
const list = client.watchQuery({ query: PROCESSES, variables: { first: 10 } });
let page = first.data?.processes.pageInfo;
while (page?.hasNextPage) {
  const next = await list.fetchMore({ variables: { after: page.endCursor } });
  page = next.data?.processes.pageInfo;
}
const all = client.readQuery({ query: PROCESSES, variables: { first: 10 } })?.processes;
const slugs = new Set(all?.edges.map((edge) => edge.node.slug));
console.log(`${slugs.size} of ${all?.totalCount} processes, hld among them: ${slugs.has("hld")}`);

try {
  await client.query({ query: PROCESSES, variables: { first: 5000 }, fetchPolicy: "network-only" });
  throw new Error("a page of 5000 is refused");
} catch (error) {
  if (!CombinedGraphQLErrors.is(error)) throw error;
  for (const one of error.errors) console.log(`error ${one.extensions?.["code"]}: ${one.message}`);
}

await new Promise<void>((resolve, reject) => {
  client.subscribe({ query: PUBLISHED }).pipe(take(2)).subscribe({
    next: ({ data, error }) => {
      if (error) return reject(error);
      printVersion(data?.snapshotPublished.version);
    },
    error: reject,
    complete: resolve,
  });
});
await live.dispose();
