import type { StateQuery } from "./gql/graphql.js";

/** Prints in which processes a State takes part, and under which name. */
export function printState(data: StateQuery): void {
  if (!data.state) throw new Error("no such State");
  const parts = data.state.participations.nodes.map((one) => `${one.process.slug} (as ${one.listedAs})`);
  console.log(`${data.state.name}: ${parts.join(", ")}`);
}

/** Fetches, and shows how a question travels: by its hash alone, or with its document. */
export const shownFetch: typeof fetch = async (address, init) => {
  const response = await fetch(address, init);
  console.log(`${init?.method ?? "GET"} ${response.status}`);
  return response;
};

/** Prints the version that an event tells of. */
export function printVersion(version: number | null | undefined): void {
  console.log(`version ${version} is served`);
}
