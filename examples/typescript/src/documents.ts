/** What the typed clients ask; graphql-codegen gives each document the types of its variables and answer. */
import { graphql } from "./gql/index.js";

export const STATE = graphql(`
  query State($code: String!) {
    state(code: $code) {
      id
      name
      participations {
        nodes {
          listedAs
          process {
            id
            slug
            established
          }
        }
      }
    }
  }
`);

export const PROCESSES = graphql(`
  query Processes($first: Int!, $after: String) {
    processes(first: $first, after: $after) {
      totalCount
      edges {
        cursor
        node {
          id
          slug
          name(language: FR)
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

export const PUBLISHED = graphql(`
  subscription Published {
    snapshotPublished(now: true) {
      version
      publishedAt
    }
  }
`);
