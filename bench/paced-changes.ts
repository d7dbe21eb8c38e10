import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import type { RecordInput } from '../schema/generated/catalog.js';
import { sendAll } from './lib/send-all.js';
import { startNation, type Nation } from './lib/nation.js';
import { titledDataset } from './lib/titled-dataset.js';
import { percentiles } from './lib/stats.js';
import { until } from './lib/until.js';

/* From a node's acknowledgement to a search through the gateway that finds the change, while records change at a steady pace all over the nation. */

export interface PacedOptions {
  readonly changesPerSecond: number;
  readonly seconds: number;
}

const PAGES_A_SECOND = 10;
/** Records of each node that change again and again. */
const OF_NODE = 500;
const FIND = 'query ($query: String!) { search(query: $query, first: 1) { total } }';
const wordOf = (page: number): string => `paced${String(page)}word`;

/** Brings new versions of records at a steady pace, whether or not those before are found. */
export async function visibilityAtPace(nation: Nation, { changesPerSecond, seconds }: PacedOptions) {
  const codes = Object.keys(nation.nodes).filter((code) => code.startsWith('N'));
  const size = Math.round(changesPerSecond / PAGES_A_SECOND);
  const before = await nation.total();
  for (const code of codes) await sendAll(nation, code, Array.from({ length: OF_NODE }, (_, n) => titledDataset(code, 800_000 + n, `before ${String(n)}`)));
  await until('all records to be found', async () => (await nation.total()) === before + codes.length * OF_NODE);
  const begun = performance.now();
  const pages: Promise<number>[] = [];
  for (let page = 0; page < seconds * PAGES_A_SECOND; page++) {
    await delay(Math.max(0, begun + (page * 1000) / PAGES_A_SECOND - performance.now()));
    const code = codes[page % codes.length] as string;
    const from = Math.floor(page / codes.length) * size;
    pages.push(found(nation, code, page, Array.from({ length: size }, (_, n) => titledDataset(code, 800_000 + ((from + n) % OF_NODE), wordOf(page)))));
  }
  const lasted = (performance.now() - begun) / 1000;
  const millis = await Promise.all(pages);
  return { nodes: codes.length, changes: pages.length * size, changesPerSecond: Math.round((pages.length * size) / lasted), visibleAfterMillis: percentiles(millis) };
}

/** @returns milliseconds until the last record of a page is found */
async function found(nation: Nation, code: string, page: number, records: readonly RecordInput[]): Promise<number> {
  await sendAll(nation, code, records);
  const acknowledged = performance.now();
  await until('the change to be found', async () => {
    const { data } = await nation.send({ url: nation.gateway, query: FIND, variables: { query: wordOf(page) } });
    return (data?.['search'] as { readonly total: number }).total === records.length;
  });
  return performance.now() - acknowledged;
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { nodes: { type: 'string', default: '40' }, changes: { type: 'string', default: '500' }, seconds: { type: 'string', default: '30' } } });
  const nation = await startNation(Number(values.nodes));
  try {
    console.log(JSON.stringify(await visibilityAtPace(nation, { changesPerSecond: Number(values.changes), seconds: Number(values.seconds) }), null, 2));
  } finally {
    await nation.close();
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
