import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { indexUnderLoad } from '../index-under-load.js';
import { mixOf } from '../scale-queries.js';
import { chosenQueries, EIGHT_FACETS, indexFile, openIndex, peakMebibytes, REQUEST, residentMebibytes, type PhaseOptions } from './scale-folder.js';

/** The mix with eight facets, asked by clients at once while changes arrive. They go into a copy: other phases find the index as it was built. */
export async function underLoad({ records, searches, clients, loadSeconds, changesPerSecond, readers, folder }: PhaseOptions) {
  const mix = mixOf(await chosenQueries(folder), searches);
  const copy = join(folder, 'under-load.db');
  await copyFile(indexFile(folder), copy);
  const index = await openIndex(copy, readers);
  const residentAtStartMebibytes = residentMebibytes();
  const ask = (n: number) => index.search({ ...REQUEST, query: mix[n % mix.length] ?? '', facets: EIGHT_FACETS });
  const result = await indexUnderLoad(index, { records, clients, changesPerSecond, seconds: loadSeconds, ask });
  if (result.changesTakenIn === result.changesBrought) await index.close();
  for (const suffix of ['', '-wal', '-shm']) await rm(copy + suffix, { force: true });
  return { underLoad: { readers, ...result, residentAtStartMebibytes, peakMebibytes: peakMebibytes() } };
}
