// Apollo Server, standalone, as its documentation shows it.

import { ApolloServer } from "@apollo/server";
import { startStandaloneServer } from "@apollo/server/standalone";
import { host, port, schema } from "./world.mjs";

await startStandaloneServer(new ApolloServer({ schema, introspection: true }), {
  listen: { host, port },
});
