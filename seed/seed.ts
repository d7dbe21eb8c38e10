import type { RecordInput, UpsertOutcome, UpsertResult } from '../schema/generated/catalog.js';
import type { Transport } from '../subgraphs/kit/transport/transport.js';
import type { SeedMember } from './read-seed.js';
import { readSeedFiles } from './read-seed-files.js';

export interface LoadSeedOptions {
  /** Which authority's records go where: the address of its node's GraphQL endpoint. */
  readonly nodes: readonly { readonly authority: string; readonly url: string }[];
  readonly send: Transport;
  /** @default the sample that the package ships */
  readonly members?: readonly SeedMember[];
  /** Records to a request. @default 200 */
  readonly batchSize?: number;
  /** Sent with each request: a node's token. */
  readonly headers?: Readonly<Record<string, string>>;
}

export type LoadCounts = Readonly<Record<Exclude<UpsertOutcome, 'REJECTED'>, number>>;

const UPSERT = `mutation ($records: [RecordInput!]!) {
  upsertRecords(records: $records) { index outcome id problems { field value rule message } }
}`;

type Result = Pick<UpsertResult, 'index' | 'outcome' | 'id' | 'problems'>;

/**
 * Loads the sample through the nodes' public mutation, as any steward would, and checks each result. Loading it
 * again writes nothing.
 *
 * @returns the counts of each authority
 * @throws Error where a node refuses anything, or an authority is not in the sample
 */
export async function loadSeed({ nodes, members = readSeedFiles(), batchSize = 200, ...connection }: LoadSeedOptions): Promise<ReadonlyMap<string, LoadCounts>> {
  const byCode = new Map(members.map((member) => [member.code, member]));
  const counts = nodes.map(async ({ authority, url }): Promise<[string, LoadCounts]> => {
    const member = byCode.get(authority);
    if (!member) throw new Error(`The seed has nothing of ${authority}; it has ${[...byCode.keys()].join(', ')}.`);
    return [authority, await loadRecords(member.records, { ...connection, url, batchSize })];
  });
  return new Map(await Promise.all(counts));
}

interface Destination extends Pick<LoadSeedOptions, 'send' | 'headers'> {
  readonly url: string;
  readonly batchSize: number;
}

async function loadRecords(records: readonly RecordInput[], { batchSize, ...destination }: Destination): Promise<LoadCounts> {
  const counts = { CREATED: 0, UPDATED: 0, UNCHANGED: 0 };
  for (let from = 0; from < records.length; from += batchSize) {
    const batch = records.slice(from, from + batchSize);
    for (const outcome of checkResults(batch, await upsert(batch, destination), destination.url)) counts[outcome] += 1;
  }
  return counts;
}

async function upsert(records: readonly RecordInput[], { send, url, headers }: Omit<Destination, 'batchSize'>): Promise<readonly Result[]> {
  const { data, errors } = await send({ url, query: UPSERT, variables: { records }, headers });
  if (!data || errors) throw new Error(`${url} refused the seed: ${errors?.map(({ message }) => message).join(' ') ?? 'no data'}`);
  return data['upsertRecords'] as readonly Result[];
}

function checkResults(batch: readonly RecordInput[], results: readonly Result[], url: string): readonly (keyof LoadCounts)[] {
  if (results.length !== batch.length) throw new Error(`${url} answered ${String(results.length)} results for ${String(batch.length)} records.`);
  return batch.map(({ id }, position) => {
    const result = results.find(({ index }) => index === position);
    if (result?.outcome === undefined || result.outcome === 'REJECTED' || result.id !== id) {
      throw new Error(`${url} did not take ${String(id)} of the seed: ${JSON.stringify(result)}`);
    }
    return result.outcome;
  });
}
