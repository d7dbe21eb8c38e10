import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { startChild } from '../cli/demo/child-service.js';
import { median, round } from './lib/stats.js';
import { until } from './lib/until.js';

/** Seconds from nothing to a ready demonstration, on an empty folder, and to its end by SIGTERM. */
export async function startUp(runs: number) {
  const starts: number[] = [];
  const stops: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const folder = await mkdtemp(join(tmpdir(), 'ucat-start-'));
    const asked = performance.now();
    const demo = startChild(['demo'], { PORT: '0', DATA_DIR: folder, LOG_LEVEL: 'error' });
    const url = await demo.message('url');
    await until('the demonstration to be ready', async () => (await fetch(`${url}/readyz`)).status === 200);
    starts.push((performance.now() - asked) / 1000);
    const stopping = performance.now();
    await demo.close();
    stops.push((performance.now() - stopping) / 1000);
    await rm(folder, { recursive: true });
  }
  return { startSeconds: round(median(starts), 1), stopSeconds: round(median(stops), 1) };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values } = parseArgs({ options: { runs: { type: 'string', default: '3' } } });
  console.log(JSON.stringify(await startUp(Number(values.runs))));
}
