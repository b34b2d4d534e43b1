// Mercurius on Fastify; operations are compiled by graphql-jit the second time they come.

import Fastify from "fastify";
import mercurius from "mercurius";
import { host, port, schema } from "./world.mjs";

const app = Fastify();
app.register(mercurius, { schema, jit: 1 });
await app.listen({ host, port });
