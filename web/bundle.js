// Makes dist/web of this folder: one script, one style sheet, the icon. `npm run build` runs it behind the compiler.
import { build } from 'esbuild';
import { copyFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

await build({
  entryPoints: { app: here('src/main.tsx') },
  outdir: here('../dist/web'),
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['chrome123', 'firefox125', 'safari17.5'],
  jsx: 'automatic',
  jsxImportSource: 'preact',
  loader: { '.graphql': 'text' },
  legalComments: 'linked',
  logLevel: 'warning',
});
await build({ entryPoints: [here('styles/app.css')], outdir: here('../dist/web'), bundle: true, minify: true, target: ['chrome123', 'firefox125', 'safari17.5'], logLevel: 'warning' });
await copyFile(here('icon.svg'), here('../dist/web/icon.svg'));
