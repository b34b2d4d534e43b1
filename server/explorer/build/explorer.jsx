// The page gives everything that differs between installations in one data attribute
// (see ../page.py), so nothing about our schema is written here.
import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import { createRoot } from 'react-dom/client';
import './explorer.css';

// Monaco asks for its workers by label. They are files next to this one, so that the
// content security policy needs no blob: addresses.
const workers = { graphql: 'graphql.worker.js', json: 'json.worker.js' };
globalThis.MonacoEnvironment = {
  getWorker: (_id, label) =>
    new Worker(new URL(workers[label] ?? 'editor.worker.js', import.meta.url), { type: 'module' }),
};

const root = document.getElementById('explorer');
const { endpoint, title, examples } = JSON.parse(root.dataset.config);
// The service has neither @defer nor @stream: plain answers are all there is to read.
const fetcher = createGraphiQLFetcher({ url: endpoint, enableIncrementalDelivery: false });
const tabs = examples.map(query => ({ query }));

createRoot(root).render(
  <GraphiQL fetcher={fetcher} defaultTabs={tabs.length ? tabs : undefined}>
    <GraphiQL.Logo>
      <span className="explorer-title">{title}</span>
    </GraphiQL.Logo>
  </GraphiQL>,
);
