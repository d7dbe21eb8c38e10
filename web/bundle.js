// Makes dist/web of this folder: the script, the style sheet and the icon that browsers load, what draws pages at the
// gateway, and by graphiql/bundle.js the query editor. `npm run build` runs it behind the compiler.
import { build } from 'esbuild';
import { copyFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import './graphiql/bundle.js';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const outdir = here('../dist/web');
const common = { outdir, bundle: true, minify: true, logLevel: 'warning' };
const script = { ...common, format: 'esm', jsx: 'automatic', jsxImportSource: 'preact', loader: { '.graphql': 'text' }, legalComments: 'linked' };
const target = ['chrome123', 'firefox125', 'safari17.5'];

await build({ ...script, target, entryPoints: { app: here('src/main.tsx') } });
await build({ ...script, target: 'node20', platform: 'node', entryPoints: { draw: here('src/draw.tsx') } });
await build({ ...common, target, entryPoints: [here('styles/app.css')] });
await copyFile(here('icon.svg'), here('../dist/web/icon.svg'));
