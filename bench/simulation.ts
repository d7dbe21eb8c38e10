import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { simulate } from './lib/simulation/simulate.js';
import { VARIANTS } from './lib/simulation/variants.js';

const MEMORY = '/dev/shm';

/** Does the index converge on the nodes, whatever happens? Many schedules, then each broken variant until it is found. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { schedules: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } } });
  const folder = existsSync(MEMORY) ? MEMORY : tmpdir();
  const [schedules, firstSeed] = [Number(values.schedules), Number(values.seed)];
  const start = performance.now();
  const { failures, ...figures } = await simulate({ firstSeed, schedules, folder, stopsAtFailure: false });
  console.log(JSON.stringify({ ...figures, virtualHours: Math.round(figures.virtualMillis / 3_600_000), failed: failures.length, seconds: Math.round((performance.now() - start) / 1000) }));
  for (const failure of failures.slice(0, 3)) console.log(failure);
  if (failures.length > 0) process.exitCode = 1;
  for (const [name, variant] of Object.entries(VARIANTS)) {
    const { schedules: needed, failures: found } = await simulate({ firstSeed, schedules: 1_000, folder, variant });
    console.log(found.length > 0 ? `${name}: found by schedule ${String(needed)}` : `${name}: NOT found in ${String(needed)} schedules`);
    if (found.length === 0) process.exitCode = 1;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
