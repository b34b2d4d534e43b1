"""Queries that the explorer opens with; README and docs/graphql.md tell more.

Each is named, because the name is the title of its tab, and begins with what it asks.
"""

EXAMPLES = (
    """\
# Who takes part in the High-level Dialogue, where did it meet, and what came of it?
query HighLevelDialogue {
  process(slug: "hld") {
    name(language: EN)
    established
    participantsDeclared
    participations(first: 3, orderBy: [{ field: STATE }]) {
      totalCount
      nodes { listedAs role state { name participations { totalCount } } }
    }
    meetings {
      nodes {
        start
        end
        city
        hostState { alpha3 name(language: FR) }
        documents { nodes { symbol } }
      }
    }
    documents { nodes { symbol adopted title } }
  }
}
""",
    """\
# Which regional processes have members in Western Africa? What are they about?
query WesternAfrica {
  processes(
    where: { types: [REGIONAL], regions: ["011"], roles: [MEMBER] }
    orderBy: [{ field: PARTICIPATIONS, direction: DESC }, { field: NAME }]
  ) {
    totalCount
    facets(by: [THEME, STATUS]) { by counts { value count } }
    nodes {
      slug
      name
      participations(where: { regions: ["011"] }) { nodes { role state { name } } }
    }
  }
}
""",
    """\
# Page by page: the next page comes after the endCursor of this one.
query Meetings($after: String) {
  meetings(
    where: { date: { from: "2000", to: "2015" } }
    orderBy: [{ field: START, direction: DESC }]
    first: 5
    after: $after
  ) {
    totalCount
    nodes { start title city processes { acronym } }
    pageInfo { hasNextPage endCursor }
  }
}
""",
    """\
# Search names, titles, symbols and places in three languages at once.
query Search {
  search(query: "new york dial", first: 5) {
    totalCount
    types { type count }
    edges {
      score
      node {
        __typename
        id
        ... on Meeting { title start }
        ... on Document { symbol adopted }
      }
      highlights { field parts { text matched } }
    }
  }
}
""",
    """\
# Who works together, and how often do they meet?
query WorkingTogether {
  statistics {
    coParticipation(states: ["tj", "tm"])
    processesInCommon(states: ["tj", "tm"]) { slug name }
    meetingsPerYear(where: { processes: ["hld"] }) { year count }
    statesPerProcess(role: OBSERVER) { count process { slug } }
  }
  state(code: "tj") { neighbours(first: 5) { count state { name } } }
}
""",
    """\
# Where does a fact come from, and what should a reader of it know?
query Sources {
  process(slug: "hld") {
    established
    citation(field: "established") { words line headingPath rule page { url whole } }
    issues { code message about citations { words page { slug } } }
  }
  document(symbol: "resolution 58/208") {
    adopted
    symbolParts { organ session kind number }
    citation(field: "adopted") { words line rule page { url checkedAt staleReason } }
  }
  snapshot { version bundled digest }
}
""",
)
