import { join } from 'node:path';
import { createQueryReader } from '../../../subgraphs/search/text/query-terms.js';
import { createWordSplitter } from '../../../subgraphs/search/text/split-words.js';
import { PlainIndex } from '../plain-index.js';
import { percentiles, round } from '../stats.js';
import { chosenQueries, EIGHT_FACETS, indexFile, openIndex, REQUEST, type PhaseOptions } from './scale-folder.js';

/** The engine as it is on the same records, both asked in turn. */
export async function beside({ records, folder }: PhaseOptions) {
  const index = await openIndex(indexFile(folder));
  const queries = await chosenQueries(folder);
  const splitter = createWordSplitter();
  const readQuery = createQueryReader(splitter);
  const plain = new PlainIndex(join(folder, 'plain.db'), records, splitter);
  const ours: number[] = [];
  const theirs: number[] = [];
  for (const query of [...queries.selective.slice(0, 30), ...queries.medium.slice(0, 15), ...queries.broad.slice(0, 5)]) {
    let start = performance.now();
    await index.search({ ...REQUEST, query, facets: EIGHT_FACETS });
    ours.push(performance.now() - start);
    start = performance.now();
    plain.search(readQuery(query).conditions.flatMap(({ all }) => all), true);
    theirs.push(performance.now() - start);
  }
  plain.close();
  await index.close();
  const [a, b] = [percentiles(ours), percentiles(theirs)];
  return { beside: { ours: a, engineAsItIs: b, ratioP50: round(b.p50 / a.p50), ratioP95: round(b.p95 / a.p95) } };
}
