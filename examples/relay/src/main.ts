import assert from "node:assert/strict";
import { fetchQuery, getFragment, getSingularSelector } from "relay-runtime";
import type { Environment, GraphQLTaggedNode } from "relay-runtime";
import MEMBERS_PAGE from "./__generated__/processMembersPageQuery.graphql";
import type { processMembersPageQuery } from "./__generated__/processMembersPageQuery.graphql";
import type { processQuery } from "./__generated__/processQuery.graphql";
import type { process_members$data } from "./__generated__/process_members.graphql";
import PROCESSES_PAGE from "./__generated__/processesPageQuery.graphql";
import type { processesPageQuery } from "./__generated__/processesPageQuery.graphql";
import type { processesQuery } from "./__generated__/processesQuery.graphql";
import type { processes_list$data } from "./__generated__/processes_list.graphql";
import { environmentOf } from "./environment";
import { MEMBERS, PROCESS } from "./process";
import { LIST, PROCESSES } from "./processes";

/** What a fragment shows of the store; a component gets it from useFragment. */
function shown<Data>(environment: Environment, fragment: GraphQLTaggedNode, reference: unknown): Data {
  const { data } = environment.lookup(getSingularSelector(getFragment(fragment), reference));
  return data as Data;
}

/** Asks for page after page of the processes, until the store has them all. */
async function listProcesses(environment: Environment): Promise<void> {
  const reference = await fetchQuery<processesQuery>(environment, PROCESSES, {}).toPromise();
  const list = () => shown<processes_list$data>(environment, LIST, reference).processes;
  while (list().pageInfo.hasNextPage) {
    const after = list().pageInfo.endCursor;
    await fetchQuery<processesPageQuery>(environment, PROCESSES_PAGE, { first: 10, after }).toPromise();
  }
  const slugs = list().edges.map((edge) => edge.node.slug);
  assert.equal(new Set(slugs).size, list().totalCount);
  console.log(`${slugs.length} processes, hld among them: ${slugs.includes("hld")}`);
}

/** Asks for page after page of the States of one process, each time by the process's node. */
async function listMembers(environment: Environment, slug: string): Promise<void> {
  const answer = await fetchQuery<processQuery>(environment, PROCESS, { slug }).toPromise();
  const process = answer?.process;
  assert(process, `no process ${slug}`);
  const members = () => shown<process_members$data>(environment, MEMBERS, process).participations;
  while (members().pageInfo.hasNextPage) {
    const variables = { id: process.id, first: 50, after: members().pageInfo.endCursor };
    await fetchQuery<processMembersPageQuery>(environment, MEMBERS_PAGE, variables).toPromise();
  }
  const { edges, totalCount } = members();
  assert.equal(edges.length, totalCount);
  const eswatini = edges.find((edge) => edge.node.state?.name === "Eswatini")?.node;
  console.log(`${edges.length} States in ${slug}, Eswatini as ${eswatini?.listedAs}`);
  const record = environment.getStore().getSource().get(process.id);
  console.log(`the store has a ${record?.__typename} under ${process.id}`);
}

async function main(): Promise<void> {
  const environment = environmentOf(process.argv[2] ?? "http://127.0.0.1:8000");
  await listProcesses(environment);
  await listMembers(environment, "hld");
}

void main();
