import { formatId } from '../schema/ids.js';
import type { RecordInput } from '../schema/generated/catalog.js';
import { loadSeed } from '../seed/seed.js';
import { checkAnswer, differentBody } from './national-query.js';
import { runLoad } from './lib/load.js';
import type { Nation } from './lib/nation.js';
import { median, percentile, round } from './lib/stats.js';
import { sendAll } from './lib/send-all.js';
import { titledDataset } from './lib/titled-dataset.js';
import { until } from './lib/until.js';

const FIND = 'query ($query: String!) { search(query: $query, first: 1) { total } }';

/** How long after a node has acknowledged a change a search through the gateway finds it. */
export async function visibility(nation: Nation, changes: number) {
  const { nodes, send, gateway } = nation;
  const authorities = Object.keys(nodes).filter((code) => code.startsWith('N'));
  const millis: number[] = [];
  for (let n = 0; n < changes; n += 1) {
    const code = authorities[n % authorities.length] as string;
    const word = `fresh${String(n)}word`;
    await sendAll(nation, code, [titledDataset(code, 900_000 + n, word)]);
    const acknowledged = performance.now();
    await until('the change to be found', async () => {
      const { data } = await send({ url: gateway, query: FIND, variables: { query: word } });
      return (data?.['search'] as { readonly total: number }).total === 1;
    }, { everyMillis: 5 });
    millis.push(performance.now() - acknowledged);
  }
  return { changes, p50: round(median(millis), 0), p95: round(percentile(millis, 0.95), 0) };
}

const SCHEMA = '{ __schema { types { name fields { name args { name } type { name kind ofType { name } } } } } }';

/**
 * How long it takes from a node's asking to join until all its records are found, while national queries go on: proof of
 * its key, every check of its contract, approval, harvest. Throws where one of the queries fails.
 */
export async function joining({ send, gateway, total, startNode, joinAsMember }: Nation, records: number) {
  const code = 'JOINING';
  const url = await startNode(code);
  const own: RecordInput[] = [{ id: formatId(code, 'ORGANIZATION', 1), kind: 'ORGANIZATION', titles: [{ lang: 'en', text: 'Joining office' }] }];
  for (let serial = 1; serial < records; serial += 1) own.push(titledDataset(code, serial, `joining${String(serial)}`));
  await loadSeed({ nodes: [{ authority: code, url }], members: [{ code, kind: 'REGION', nameZh: code, nameEn: code, homepage: url, records: own }], send, batchSize: 500 });
  const schemaBefore = JSON.stringify(await send({ url: gateway, query: SCHEMA }));
  const before = await total();
  const load = runLoad({ url: gateway, body: differentBody, concurrency: 4, durationMillis: 12_000, from: 5_000_000, check: checkAnswer });
  const asked = performance.now();
  await joinAsMember(code, url);
  const member = performance.now() - asked;
  await until('all records of the new member to be found', async () => (await total()) === before + records);
  const millis = performance.now() - asked;
  const { requests } = await load;
  if (JSON.stringify(await send({ url: gateway, query: SCHEMA })) !== schemaBefore) throw new Error('The client schema changed.');
  return { records, seconds: round(millis / 1000, 1), memberAfterSeconds: round(member / 1000, 1), requestsMeanwhile: requests };
}
