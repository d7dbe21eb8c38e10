import './typescript.js';

/* Builds FerretDB, starts it in a folder and prints its connection string: `node serve-ferretdb.js <folder>`. Stops by SIGTERM or SIGINT. */

const { startFerretDb } = await import('./start-ferretdb.ts');
const [folder, port = '0'] = process.argv.slice(2);
if (folder === undefined) throw new Error('Expected a folder for its data: node serve-ferretdb.js <folder> [port]');
const server = await startFerretDb({ folder, port: Number(port) });
process.stdout.write(`${server.uri}\n`);
const asked = await new Promise((resolve) => {
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, resolve);
});
process.stderr.write(`FerretDB stops, by ${asked}.\n`);
await server.stop();
