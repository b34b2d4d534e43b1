"""Queries that the explorer opens with; README shows the first one."""

EXAMPLES = (
    """\
# Who takes part in the High-level Dialogue, where did it meet, and where was that read?
{
  process(slug: "hld") {
    name(language: EN)
    established
    participantsDeclared
    meetings {
      start
      end
      city
      hostState { alpha3 name(language: FR) }
    }
    documents { symbol adopted title }
  }
  state(code: "sz") {
    name
    participations { listedAs role process { slug } }
  }
}
""",
    """\
# Where does a fact come from?
{
  document(symbol: "resolution 58/208") {
    symbol
    adopted
    symbolParts { organ session kind number }
    citations { words line headingPath rule page { url } }
    processes { slug meetings { title(language: FR) start } }
  }
}
""",
    """\
# What should a reader of the data know?
{
  snapshot {
    version
    bundled
    digest
    issues { code message node citations { words page { slug } } }
  }
}
""",
)
