#!/usr/bin/env bash
# Asks iscm by curl: `./ask.sh http://127.0.0.1:8000`. Ends with an error as soon as an answer is not as expected.
set -euo pipefail
server=${1:-http://127.0.0.1:8000}
endpoint=$server/graphql
answers=$(mktemp -d)
trap 'rm -rf "$answers"' EXIT
accept='Accept: application/graphql-response+json'

# ask STATUS OPTION…: prints the answer, and fails where the status is another one; 404|200 is either
ask() {
  local expected=$1 status
  shift
  : >"$answers/body"
  status=$(curl --silent --show-error --output "$answers/body" --dump-header "$answers/head" \
    --write-out '%{http_code}' --header "$accept" "$@")
  echo "== $status"
  cat "$answers/body"
  echo
  [[ $status =~ ^($expected)$ ]] || { echo "status $expected expected, $status found" >&2; exit 1; }
}
header() { tr -d '\r' <"$answers/head" | awk -v name="$1:" 'tolower($1) == name { print $2 }'; }

echo '# POST: a document and its variables'
ask 200 "$endpoint" --json '{
  "query": "query($code: String!) { state(code: $code) { name participations { nodes { listedAs process { slug } } } } }",
  "variables": {"code": "sz"}
}'

echo '# GET: caches may keep the answer'
document='{ process(slug: "hld") { slug name participantsDeclared } }'
ask 200 --get "$endpoint" --data-urlencode "query=$document" --header 'Accept-Language: fr'
etag=$(header etag)

echo "# GET again: nothing is sent that is known already ($etag)"
ask 304 --get "$endpoint" --data-urlencode "query=$document" --header 'Accept-Language: fr' \
  --header "If-None-Match: $etag"

echo '# by its hash: 404 as long as the server does not know the document'
hash=$(printf %s "$document" | sha256sum | cut -d ' ' -f 1)
ask '404|200' --get "$endpoint" --data-urlencode "documentId=sha256:$hash"

echo '# POST: the document together with its hash, once'
ask 200 "$endpoint" --json "{\"documentId\": \"sha256:$hash\", \"query\": \"${document//\"/\\\"}\"}"

echo '# by its hash alone, from now on; clients of Apollo spell it otherwise'
ask 200 --get "$endpoint" --data-urlencode "documentId=sha256:$hash"
ask 200 --get "$endpoint" \
  --data-urlencode "extensions={\"persistedQuery\":{\"version\":1,\"sha256Hash\":\"$hash\"}}"

echo '# an error: a code for programs, a message and a way out for people'
ask 400 "$endpoint" --json '{"query": "{ proceses { slug } }"}'
