// graph-gophers/graphql-go as its documentation shows it, over the exported data: the part of
// iscm's schema that Q1 to Q4 ask for.
package main

import (
	"encoding/json"
	"log"
	"net/http"
	"os"

	graphql "github.com/graph-gophers/graphql-go"
	"github.com/graph-gophers/graphql-go/relay"
)

const defaultPage = 100

const sdl = `
schema { query: Query }
type Query {
  process(slug: String!): Process
  processes(first: Int): ProcessConnection!
  state(code: String!): State
}
enum ProcessType { GLOBAL INTERREGIONAL REGIONAL }
enum ProcessStatus { ACTIVE DORMANT REPLACED CONCLUDED }
enum ParticipationRole { MEMBER OBSERVER FORMER_MEMBER SUSPENDED GUEST }
type Process {
  slug: String!
  name: String!
  acronym: String
  established: String
  status: ProcessStatus!
  type: ProcessType
  participations(first: Int): ParticipationConnection!
  meetings(first: Int): MeetingConnection!
}
type State {
  alpha3: String!
  name: String!
  participations(first: Int): ParticipationConnection!
}
type Participation {
  process: Process!
  listedAs: String!
  role: ParticipationRole!
  state: State
}
type Meeting {
  title: String
  start: String
  documents(first: Int): DocumentConnection!
}
type Document {
  symbol: String
  title: String
}
type ProcessConnection { totalCount: Int! nodes: [Process!]! }
type ParticipationConnection { totalCount: Int! nodes: [Participation!]! }
type MeetingConnection { totalCount: Int! nodes: [Meeting!]! }
type DocumentConnection { totalCount: Int! nodes: [Document!]! }
`

type Window struct{ First *int32 }

// Page is a connection of any kind of node.
type Page[T any] struct {
	TotalCount int32
	Nodes      []*T
}

func page[T any](entries []*T, window Window) *Page[T] {
	first := defaultPage
	if window.First != nil {
		first = int(*window.First)
	}
	if first > len(entries) {
		first = len(entries)
	}
	return &Page[T]{TotalCount: int32(len(entries)), Nodes: entries[:first]}
}

type Document struct {
	ID     string
	Symbol *string
	Title  *string
}

type Meeting struct {
	ID           string
	Title        *string
	Start        *string
	DocumentKeys []string `json:"documents"`
	documents    []*Document
}

func (m *Meeting) Documents(window Window) *Page[Document] { return page(m.documents, window) }

type State struct {
	Alpha3 string
	Name   string
	parts  []*Participation
}

func (s *State) Participations(window Window) *Page[Participation] { return page(s.parts, window) }

type Participation struct {
	Process  *Process `json:"-"`
	ListedAs string
	Role     string
	Code     *string `json:"state"`
	State    *State  `json:"-"`
}

type Process struct {
	Slug        string
	Name        string
	Acronym     *string
	Established *string
	Status      string
	Type        *string
	Parts       []*Participation `json:"participations"`
	MeetingKeys []string         `json:"meetings"`
	meetings    []*Meeting
}

func (p *Process) Participations(window Window) *Page[Participation] { return page(p.Parts, window) }
func (p *Process) Meetings(window Window) *Page[Meeting]             { return page(p.meetings, window) }

type Data struct {
	States    []*State
	Documents []*Document
	Meetings  []*Meeting
	Processes []*Process
}

type Root struct {
	list      []*Process
	processes map[string]*Process
	states    map[string]*State
}

func (r *Root) Process(args struct{ Slug string }) *Process { return r.processes[args.Slug] }
func (r *Root) State(args struct{ Code string }) *State     { return r.states[args.Code] }
func (r *Root) Processes(window Window) *Page[Process]      { return page(r.list, window) }

func load(path string) *Root {
	content, err := os.ReadFile(path)
	if err != nil {
		log.Fatal(err)
	}
	var data Data
	if err := json.Unmarshal(content, &data); err != nil {
		log.Fatal(err)
	}
	return linked(&data)
}

func linked(data *Data) *Root {
	root := &Root{data.Processes, map[string]*Process{}, map[string]*State{}}
	documents, meetings := map[string]*Document{}, map[string]*Meeting{}
	for _, one := range data.States {
		root.states[one.Alpha3] = one
	}
	for _, one := range data.Documents {
		documents[one.ID] = one
	}
	for _, one := range data.Meetings {
		meetings[one.ID] = one
		for _, key := range one.DocumentKeys {
			one.documents = append(one.documents, documents[key])
		}
	}
	for _, one := range data.Processes {
		root.processes[one.Slug] = one
		for _, key := range one.MeetingKeys {
			one.meetings = append(one.meetings, meetings[key])
		}
		for _, part := range one.Parts {
			part.Process = one
			if part.Code != nil {
				part.State = root.states[*part.Code]
				part.State.parts = append(part.State.parts, part)
			}
		}
	}
	return root
}

func main() {
	schema := graphql.MustParseSchema(sdl, load(os.Getenv("DATA")), graphql.UseFieldResolvers())
	http.Handle("/graphql", &relay.Handler{Schema: schema})
	log.Fatal(http.ListenAndServe("127.0.0.1:"+os.Args[1], nil))
}
