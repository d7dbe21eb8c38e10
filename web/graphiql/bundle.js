// Makes the query editor's script and style sheet in dist/web.
import { build } from 'esbuild';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** The queries of docs/examples as a module. */
const examples = {
  name: 'examples',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^ucat:examples$/ }, ({ path }) => ({ path, namespace: 'ucat' }));
    onLoad({ filter: /.*/, namespace: 'ucat' }, async () => {
      const folder = here('../../docs/examples/queries/');
      const names = (await readdir(folder)).filter((name) => name.endsWith('.graphql')).sort();
      const files = await Promise.all(names.map(async (name) => ({ name, text: await readFile(folder + name, 'utf8') })));
      return { contents: JSON.stringify(files), loader: 'json' };
    });
  },
};

/** Takes fonts and pictures that stand in style sheets as texts out: the page loads nothing but files of its own host. */
const noDataUrls = {
  name: 'no-data-urls',
  setup({ onLoad }) {
    onLoad({ filter: /graphiql[\\/]dist[\\/]style\.css$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      return { contents: text.replace(/@font-face\s*\{[^}]*\}/g, '').replace(/url\("?data:[^)]*\)/g, 'none'), loader: 'css' };
    });
  },
};

await build({
  entryPoints: { graphiql: here('main.tsx') },
  outdir: here('../../dist/web'),
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['chrome123', 'firefox125', 'safari17.5'],
  jsx: 'automatic',
  jsxImportSource: 'react',
  define: { 'process.env.NODE_ENV': '"production"' },
  plugins: [examples],
  legalComments: 'linked',
  logLevel: 'warning',
});
await build({ entryPoints: { graphiql: here('graphiql.css') }, outdir: here('../../dist/web'), bundle: true, minify: true, target: ['chrome123', 'firefox125', 'safari17.5'], plugins: [noDataUrls], logLevel: 'warning' });
