import { Environment, Network, RecordSource, Store } from "relay-runtime";
import type { FetchFunction } from "relay-runtime";

/** A Relay environment that asks the server; the store keeps every record under its global id. */
export function environmentOf(server: string): Environment {
  const ask: FetchFunction = async ({ text }, variables) => {
    const response = await fetch(`${server}/graphql`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/graphql-response+json" },
      body: JSON.stringify({ query: text, variables }),
    });
    return response.json();
  };
  return new Environment({ network: Network.create(ask), store: new Store(new RecordSource()) });
}
