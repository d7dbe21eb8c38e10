import './typescript.js';

/* Fetches OpenSearch, starts it and prints its address: `node serve-opensearch.js [folder] [port] [heap in MiB]`. Without a folder its data are gone
afterwards. With a heap it runs as in production, to be measured; without one it starts in half the time. Stops by SIGTERM or SIGINT. */

const { startOpenSearch } = await import('./start-opensearch.ts');
const [folder, port = '0', heap] = process.argv.slice(2);
const server = await startOpenSearch({ ...(folder !== undefined && { folder }), port: Number(port), ...(heap !== undefined && { heapMebibytes: Number(heap), optimized: true }) });
process.stdout.write(`${server.url}\n`);
const asked = await new Promise((resolve) => {
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, resolve);
});
process.stderr.write(`OpenSearch stops, by ${asked}.\n`);
await server.stop();
