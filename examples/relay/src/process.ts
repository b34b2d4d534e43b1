import { graphql } from "relay-runtime";

export const PROCESS = graphql`
  query processQuery($slug: String!) {
    process(slug: $slug) {
      id
      ...process_members @arguments(first: 50)
    }
  }
`;

/** The States of one process: further pages are asked for by node(id:). */
export const MEMBERS = graphql`
  fragment process_members on Process
  @refetchable(queryName: "processMembersPageQuery")
  @argumentDefinitions(
    first: { type: "Int", defaultValue: 100 }
    after: { type: "String" }
    where: { type: "ParticipationFilter" }
  ) {
    slug
    participations(first: $first, after: $after, where: $where)
      @connection(key: "process_members_participations", filters: ["where"]) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          listedAs
          state {
            id
            name
          }
        }
      }
    }
  }
`;
