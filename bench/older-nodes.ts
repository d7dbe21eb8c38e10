import { pathToFileURL } from 'node:url';
import { readContract } from '../gateway/partition/contract.js';
import type { NodeTable } from '../gateway/partition/plan.js';
import { createPartitionRouter, type PartitionRouter } from '../gateway/partition/partition-router.js';
import { knownContracts } from '../gateway/partition/versions/known-contracts.js';
import { sameEverywhere } from '../gateway/partition/versions/node-schemas.js';
import { CONTRACT_VERSION } from '../schema/contract-version.js';
import { releasedContracts } from '../schema/contract/released-contracts.js';
import { formatId } from '../schema/ids.js';
import { subgraphSdl } from '../schema/sdl.js';
import type { Transport } from '../subgraphs/kit/transport/transport.js';
import { median, round } from './lib/stats.js';

const AUTHORITIES = Array.from({ length: 5 }, (_, index) => `N00${String(index)}`);
const STANDARDS = Array.from({ length: 10 }, (_, index) => formatId('STD', 'STANDARD', index + 1));
const HITS = 20;

/** What the router is asked for a page of hits, with a field or without that the first contract lacks. */
const question = (more: string): string =>
  `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Dataset { title owner { name } frequency distributions { title format accessURL } conformsTo { number title } ${more} } } }`;

const reference = (typename: string, id: string): object => ({ __typename: typename, id });

const ANSWERS: Readonly<Record<string, (id: string, n: number) => object>> = {
  Dataset: (id, n) => ({
    title: `数据 ${id}`,
    owner: reference('Organization', formatId(id.slice(0, 4), 'ORGANIZATION', 1)),
    frequency: 'DAILY',
    distributions: ['CSV', 'XLSX'].map((format) => ({ title: null, format, accessURL: `https://data.example.org/${format}` })),
    conformsTo: [reference('Standard', STANDARDS[n % 10] as string), reference('Standard', STANDARDS[(n * 3) % 10] as string)],
    __partitionId: id,
  }),
  Organization: (id) => ({ name: '数据局', __partitionId: id }),
  Standard: (id) => ({ number: 'GB/T 1', title: '标准', __partitionId: id }),
};

/** Nodes that cost nothing but the reading of what they say. */
const send: Transport = async ({ query, variables = {} }) => {
  const more = query.includes('quality') ? { quality: { score: 300 } } : {};
  const lists = Object.entries(variables).filter(([name]) => name.startsWith('__e')) as [string, { readonly __typename: string; readonly id: string }[]][];
  const data = Object.fromEntries(lists.map(([name, asked]) => [name.slice(2), asked.map(({ __typename, id }, n) => ({ ...ANSWERS[__typename]?.(id, n), ...more }))]));
  return JSON.parse(JSON.stringify({ data })) as { readonly data: Readonly<Record<string, unknown>> };
};

/** A router whose nodes all serve one version of the contract. */
function routerTo(version: string): PartitionRouter {
  const contract = readContract(subgraphSdl('catalog'));
  const schemas = sameEverywhere(knownContracts({ version: CONTRACT_VERSION, sdl: contract.sdl }, releasedContracts()).assumed(version));
  const table: NodeTable = new Map([...AUTHORITIES, 'STD'].map((code) => [code, { code, nameZh: code, nameEn: code, kind: 'REGION', url: `http://${code}/graphql`, status: 'ACTIVE', contractVersion: version }]));
  return createPartitionRouter({ contract, schemas, nodes: () => table, send, locate: async () => [] });
}

async function cpuMicros(route: PartitionRouter, query: string, requests: number): Promise<number> {
  const representations = Array.from({ length: HITS }, (_, index) => reference('Dataset', formatId(AUTHORITIES[index % 5] as string, 'DATASET', index + 1)));
  const before = process.cpuUsage();
  for (let n = 0; n < requests; n += 1) await route({ query, variables: { representations } });
  const { user, system } = process.cpuUsage(before);
  return (user + system) / requests;
}

/** What a page of hits costs the router where its nodes serve the present contract, and where they serve the first: microseconds of CPU, medians of rounds in turn. */
export async function run(requests = 1_000, rounds = 9) {
  const [present, first] = [routerTo(CONTRACT_VERSION), routerTo('1.0')];
  const cases = { present: [present, ''], older: [first, ''], presentWithNewField: [present, 'quality { score }'], olderLackingIt: [first, 'quality { score }'] } as const;
  const measured = new Map<string, number[]>(Object.keys(cases).map((name) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, [route, more]] of Object.entries(cases)) {
      const micros = await cpuMicros(route, question(more), requests);
      // The first round warms up.
      if (round > 0) measured.get(name)?.push(micros);
    }
  }
  const micros = Object.fromEntries([...measured].map(([name, values]) => [name, round(median(values), 1)])) as Record<keyof typeof cases, number>;
  return { micros, olderRatio: round(micros.older / micros.present), lackingRatio: round(micros.olderLackingIt / micros.presentWithNewField) };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) console.log(JSON.stringify(await run(), null, 2));
