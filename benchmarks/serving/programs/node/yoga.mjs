// GraphQL Yoga on Node's own HTTP server, with the plugin for graphql-jit.

import { createServer } from "node:http";
import { useGraphQlJit } from "@envelop/graphql-jit";
import { createYoga } from "graphql-yoga";
import { host, port, schema } from "./world.mjs";

const yoga = createYoga({ schema, logging: false, plugins: [useGraphQlJit()] });
createServer(yoga).listen(port, host);
