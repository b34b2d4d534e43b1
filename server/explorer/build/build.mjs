// Writes ../static anew: the explorer, its three workers, the parts they load when they need
// them, and the licences of what is in them.
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, '..', 'static');

// graphiql/style.css already holds the styles of Monaco and of GraphiQL's own packages.
const stylesOnce = {
  name: 'styles-once',
  setup(step) {
    step.onLoad({ filter: /node_modules.(monaco-editor|@graphiql).*\.css$/ }, () => ({
      contents: '',
      loader: 'empty',
    }));
  },
};

// What Monaco can do beyond the needs of a query editor, by the names of its folders.
const unneeded =
  /(diffEditor|diffEditorBreadcrumbs|colorPicker|codelens|comment|dropOrPasteInto|inlineCompletions|inlineEdits?|inlineProgress|inlayHints|linkedEditing|rename|sectionHeaders|semanticTokens|stickyScroll|suggestInlineCompletions|unicodeHighlighter)[./]/;

const trimmedMonaco = {
  name: 'trimmed-monaco',
  setup(step) {
    step.onLoad({ filter: /editor.editor\.all\.js$/ }, async ({ path }) => {
      const lines = (await readFile(path, 'utf8')).split('\n');
      return { contents: lines.filter(line => !unneeded.test(line)).join('\n') };
    });
  },
};

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });

const result = await build({
  absWorkingDir: here,
  entryPoints: {
    explorer: 'explorer.jsx',
    'editor.worker': 'monaco-editor/esm/vs/editor/editor.worker.js',
    'graphql.worker': 'monaco-graphql/esm/graphql.worker.js',
    'json.worker': 'monaco-editor/esm/vs/language/json/json.worker.js',
  },
  outdir: out,
  bundle: true,
  chunkNames: 'parts/[name]-[hash]',
  splitting: true, // what the page and its workers share is written once
  format: 'esm',
  target: 'es2022',
  jsx: 'automatic',
  minify: true,
  legalComments: 'none', // licences.txt names them all
  define: { 'process.env.NODE_ENV': '"production"' },
  external: ['graphql-ws'], // only ever imported for subscriptions, which we have not
  // The old names lead to CommonJS files, whose exports are not seen across parts.
  alias: {
    'prettier/parser-babel': 'prettier/plugins/babel',
    'prettier/parser-graphql': 'prettier/plugins/graphql',
  },
  plugins: [stylesOnce, trimmedMonaco],
  metafile: true,
  logLevel: 'info',
});

await writeFile(join(out, 'licences.txt'), await licences(result));

/** The licence text of every package with a file in one of the bundles. */
async function licences({ metafile }) {
  const packages = new Set();
  for (const input of Object.keys(metafile.inputs)) {
    const found = input.match(/^.*node_modules\/(@[^/]+\/[^/]+|[^/]+)\//);
    if (found) packages.add(found[0]);
  }
  const texts = await Promise.all([...packages].sort().map(licence));
  return texts.join('\n' + '-'.repeat(72) + '\n\n');
}

async function licence(folder) {
  const path = join(here, folder);
  const { name, version, license } = JSON.parse(await readFile(join(path, 'package.json'), 'utf8'));
  const files = (await readdir(path)).filter(file => /^(licen[cs]e|third ?party)/i.test(file));
  const texts = await Promise.all(files.sort().map(file => readFile(join(path, file), 'utf8')));
  const text = texts.join('\n').replace(/\r\n/g, '\n').trim();
  return `${name} ${version} (${license})\n\n${text || 'No licence file in the package.'}\n`;
}
