// The page gives everything that differs between installations in one data attribute
// (see ../page.py), so nothing about our schema is written here.
import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useEffect, useRef } from 'react';
import { createRoot } from 'react-dom/client';
import { GraphiQL } from 'graphiql';
import './explorer.css';

// Monaco asks for its workers by label. They are files next to this one, so that the
// content security policy needs no blob: addresses.
const workers = { graphql: 'graphql.worker.js', json: 'json.worker.js' };
globalThis.MonacoEnvironment = {
  getWorker: (_id, label) =>
    new Worker(new URL(workers[label] ?? 'editor.worker.js', import.meta.url), { type: 'module' }),
};

const root = document.getElementById('explorer');
const { endpoint, title, examples, asked } = JSON.parse(root.dataset.config);
// The service has neither @defer nor @stream: plain answers are all there is to read.
const fetcher = createGraphiQLFetcher({ url: endpoint, enableIncrementalDelivery: false });
const tabs = [...(asked ? [asked] : []), ...examples.map(query => ({ query }))];
// Without variables of its own a question would be shown with those of the last visit.
const opened = asked ? { initialQuery: asked.query, initialVariables: asked.variables } : {};

/** Breaks lines that are wider than the editor: on a phone that is most of them. */
function Wrapped() {
  const editor = useGraphiQL(state => state.queryEditor);
  useEffect(() => editor?.updateOptions({ wordWrap: 'on', wrappingIndent: 'deepIndent' }), [editor]);
  return null;
}

/** Chooses the operation that the address names, once, among several in one document. */
function Chosen({ name }) {
  const { setOperationName } = useGraphiQLActions();
  const operations = useGraphiQL(state => state.operations);
  const editor = useGraphiQL(state => state.queryEditor);
  const done = useRef(false);
  useEffect(() => {
    const chosen = operations?.find(operation => operation.name?.value === name);
    if (!chosen || !editor || done.current) return;
    done.current = true;
    setOperationName(name);
    // The key for running takes the operation at the cursor.
    const at = editor.getModel().getPositionAt(chosen.loc.start);
    editor.setPosition(at);
    editor.revealLineNearTop(at.lineNumber);
  }, [operations, editor, name, setOperationName]);
  return null;
}

createRoot(root).render(
  <GraphiQL fetcher={fetcher} defaultTabs={tabs.length ? tabs : undefined} {...opened}>
    <GraphiQL.Logo>
      <span className="explorer-title">{title}</span>
    </GraphiQL.Logo>
    <Wrapped />
    {asked?.operationName && <Chosen name={asked.operationName} />}
  </GraphiQL>,
);
