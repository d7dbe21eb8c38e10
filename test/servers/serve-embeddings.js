import './typescript.js';

/* Fetches a small Chinese model of embeddings, serves it and prints its address: `node serve-embeddings.js [folder of its log] [port]`. Stops by SIGTERM or SIGINT. */

const { startEmbeddings } = await import('./start-embeddings.ts');
const [folder, port = '0'] = process.argv.slice(2);
const server = await startEmbeddings({ ...(folder !== undefined && { folder }), port: Number(port) });
process.stdout.write(`${server.url}\n`);
await new Promise((resolve) => {
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, resolve);
});
await server.stop();
