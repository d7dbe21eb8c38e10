import { readSeedFiles } from '../../../seed/read-seed-files.js';
import { isFreePort } from './free-port.js';
import { until } from './until.js';

/** A port from which on all that the demonstration takes are free. Below those that the system hands out by itself. */
export async function freePorts(): Promise<number> {
  return until('free ports', async () => {
    const first = 10_000 + Math.floor(Math.random() * 20_000);
    const wanted = [0, 2, 3, 4, 5, 6, 7, ...readSeedFiles().map((_, index) => 101 + index)];
    const free = await Promise.all(wanted.map(async (offset) => isFreePort(first + offset)));
    return !free.includes(false) && first;
  });
}
