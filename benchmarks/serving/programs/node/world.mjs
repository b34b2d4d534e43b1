// iscm's schema over the exported data: connections are resolvers, all else are properties.

import { readFileSync } from "node:fs";
import { buildSchema } from "graphql";

const DEFAULT_PAGE = 100;
const given = JSON.parse(readFileSync(process.env.DATA, "utf8"));
const keyed = (records, key) => new Map(records.map((one) => [one[key], one]));
const processes = keyed(given.processes, "slug");
const states = keyed(given.states, "alpha3");
const meetings = keyed(given.meetings, "id");
const documents = keyed(given.documents, "id");

for (const state of given.states) state.participations = [];
for (const meeting of given.meetings) {
  meeting.documents = meeting.documents.map((id) => documents.get(id));
}
for (const one of given.processes) {
  one.meetings = one.meetings.map((id) => meetings.get(id));
  for (const part of one.participations) {
    part.process = one;
    part.state = part.state && states.get(part.state);
    part.state?.participations.push(part);
  }
}

const page = (entries, first) => ({
  totalCount: entries.length,
  nodes: entries.slice(0, first ?? DEFAULT_PAGE),
});
const connection = (key) => (parent, { first }) => page(parent[key], first);
const resolvers = {
  Query: {
    process: (_, { slug }) => processes.get(slug),
    processes: (_, { first }) => page(given.processes, first),
    state: (_, { code }) => states.get(code),
  },
  Process: {
    participations: connection("participations"),
    meetings: connection("meetings"),
  },
  State: { participations: connection("participations") },
  Meeting: { documents: connection("documents") },
};

export const schema = buildSchema(readFileSync(process.env.SCHEMA, "utf8"));
for (const [type, fields] of Object.entries(resolvers)) {
  for (const [name, resolve] of Object.entries(fields)) {
    schema.getType(type).getFields()[name].resolve = resolve;
  }
}

export const port = Number(process.argv[2]);
export const host = "127.0.0.1";
