import { writeFile } from 'node:fs/promises';
import { chooseQueries } from '../scale-queries.js';
import { indexFile, openIndex, queriesFile, REQUEST, type PhaseOptions } from './scale-folder.js';

/** Leaves the queries in a file: the index that told how many hits they have is warm, and another one is to be measured. */
export async function choose({ searches, folder }: PhaseOptions) {
  const index = await openIndex(indexFile(folder));
  // Only the number counts, so nothing is ranked.
  const hitsOf = async (query: string): Promise<number> => (await index.search({ ...REQUEST, query, sort: 'MODIFIED', first: 0 })).total;
  await writeFile(queriesFile(folder), JSON.stringify(await chooseQueries(hitsOf, searches)));
  await index.close();
  return {};
}
