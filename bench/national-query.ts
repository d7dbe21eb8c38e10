import { startNation, type Nation } from './lib/nation.js';
import { TOPICS } from './lib/nation-records.js';
import { runLoad, type LoadResult } from './lib/load.js';
import { median, round } from './lib/stats.js';

/** The national query: a page of hits, and what their owners and a third node say of them. */
const QUERY = `query National($query: String!, $filter: SearchFilter) {
  search(query: $query, filter: $filter, first: 20) {
    total
    edges { node { id title summary modified
      record { ... on Dataset { title owner { name } distributions { title format accessURL } conformsTo { number title } } }
    } }
  }
}`;

/** Every request a search of its own: topics in turn, each with a date filter that was not asked before. */
export function differentBody(n: number): string {
  const day = new Date(Date.UTC(1900, 0, 1 + (n % 40_000))).toISOString().slice(0, 10);
  return JSON.stringify({ query: QUERY, variables: { query: TOPICS[n % TOPICS.length], filter: { modified: { from: day } } } });
}

const repeatedBody = (): string => differentBody(0);

interface Answer {
  readonly data: { readonly search: { readonly edges: readonly { readonly node: { readonly id: string; readonly record: { readonly owner: { readonly name: string }; readonly conformsTo: readonly { readonly title: string }[] } } }[] } };
  readonly errors?: readonly unknown[];
}

export function checkAnswer(text: string): void {
  const { data, errors } = JSON.parse(text) as Answer;
  if (errors) throw new Error(`Errors in an answer: ${JSON.stringify(errors).slice(0, 500)}`);
  const nodes = data.search.edges.map(({ node }) => node);
  const owners = new Set(nodes.map(({ id }) => id.split('-', 1)[0]));
  if (nodes.length !== 20 || owners.size < 4) throw new Error(`Expected 20 hits at 4 owners or more but got ${String(nodes.length)} at ${String(owners.size)}.`);
  if (!nodes.every(({ record }) => record.owner.name.length > 0 && record.conformsTo.every(({ title }) => title.length > 0))) throw new Error('A detail is missing.');
}

export interface NationalQueryOptions {
  /** Rounds; what is compared takes turns in each. */
  readonly rounds: number;
  readonly roundMillis: number;
  /** Requests under way at once. */
  readonly concurrency: number;
}

interface Measured {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

const middle = (results: readonly LoadResult[]): Measured => ({
  perSecond: round(median(results.map(({ perSecond }) => perSecond)), 1),
  p50: round(median(results.map(({ p50 }) => p50)), 1),
  p99: round(median(results.map(({ p99 }) => p99)), 1),
});

/** Our gateway beside Hive's on the same supergraph, nodes and index: medians over rounds in turn. */
export async function compareGateways(nation: Nation, { rounds, roundMillis, concurrency }: NationalQueryOptions) {
  const hiveUrl = await nation.startHive();
  const measured: Record<'oursDifferent' | 'hiveDifferent' | 'oursRepeated' | 'hiveRepeated', LoadResult[]> = { oursDifferent: [], hiveDifferent: [], oursRepeated: [], hiveRepeated: [] };
  let from = 0;
  const load = async (url: string, body: (n: number) => string): Promise<LoadResult> => {
    const result = await runLoad({ url, body, concurrency, durationMillis: roundMillis, from, check: checkAnswer });
    from += result.requests;
    return result;
  };
  await load(nation.gateway, differentBody);
  await load(hiveUrl, differentBody);
  for (let turn = 0; turn < rounds; turn += 1) {
    measured.oursDifferent.push(await load(nation.gateway, differentBody));
    measured.hiveDifferent.push(await load(hiveUrl, differentBody));
    measured.oursRepeated.push(await load(nation.gateway, repeatedBody));
    measured.hiveRepeated.push(await load(hiveUrl, repeatedBody));
  }
  const [od, hd, or, hr] = [middle(measured.oursDifferent), middle(measured.hiveDifferent), middle(measured.oursRepeated), middle(measured.hiveRepeated)];
  return {
    different: { ours: od, hive: hd, throughputRatio: round(od.perSecond / hd.perSecond), p99Ratio: round(od.p99 / hd.p99) },
    repeated: { ours: or, hive: hr, throughputRatio: round(or.perSecond / hr.perSecond), p99Ratio: round(or.p99 / hr.p99) },
  };
}

/** The same query through our gateway with more and more nodes behind it; the nations take turns. */
export async function growNodes(counts: readonly number[], { rounds, roundMillis, concurrency }: NationalQueryOptions) {
  const nations: Nation[] = [];
  try {
    for (const count of counts) nations.push(await startNation(count));
    const runs = counts.map((): LoadResult[] => []);
    for (let turn = 0; turn <= rounds; turn += 1) {
      for (const [index, nation] of nations.entries()) {
        const result = await runLoad({ url: nation.gateway, body: differentBody, concurrency, durationMillis: roundMillis, from: 10_000 * turn, check: checkAnswer });
        // The first turn warms up.
        if (turn > 0) runs[index]?.push(result);
      }
    }
    return counts.map((nodes, index) => ({ nodes, ...middle(runs[index] ?? []) }));
  } finally {
    await Promise.all(nations.map(async (nation) => nation.close()));
  }
}
