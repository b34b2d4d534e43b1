import { graphql } from "relay-runtime";

export const PROCESSES = graphql`
  query processesQuery {
    ...processes_list
  }
`;

/** All processes, page by page: what usePaginationFragment takes. */
export const LIST = graphql`
  fragment processes_list on Query
  @refetchable(queryName: "processesPageQuery")
  @argumentDefinitions(first: { type: "Int", defaultValue: 10 }, after: { type: "String" }) {
    processes(first: $first, after: $after) @connection(key: "processes_list_processes") {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          id
          slug
          name
        }
      }
    }
  }
`;
