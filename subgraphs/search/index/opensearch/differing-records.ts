import type { Cluster } from './cluster.js';
import type { Ledger } from './ledger/ledger.js';

interface Page {
  readonly hits: { readonly hits: readonly { readonly sort: readonly [id: string]; readonly _source: { readonly version: number } }[] };
}

/** Records read at once. */
const STEP = 10_000;

/** Ids of a log's records that the index has otherwise than the ledger: another version, one too many or one too few. */
export async function differingRecords(log: string, index: string, ledger: Ledger, cluster: Cluster): Promise<readonly string[]> {
  const kept = await versionsIn(log, index, cluster);
  const differing: string[] = [];
  for (let after = ''; ; ) {
    const rows = ledger.liveIn(log, after, STEP);
    for (const { id, version } of rows) {
      if (kept.get(id) !== version) differing.push(id);
      kept.delete(id);
    }
    if (rows.length < STEP) return [...differing, ...kept.keys()];
    after = rows.at(-1)?.id as string;
  }
}

async function versionsIn(log: string, index: string, cluster: Cluster): Promise<Map<string, number>> {
  const kept = new Map<string, number>();
  let after: string | null = null;
  for (;;) {
    const body: object = { size: STEP, query: { term: { log } }, sort: [{ id: 'asc' }], _source: ['version'], track_total_hits: false, ...(after !== null && { search_after: [after] }) };
    const { hits }: Page = await cluster.ask<Page>('POST', `/${index}/_search`, body);
    for (const { sort, _source } of hits.hits) kept.set(sort[0], _source.version);
    if (hits.hits.length < STEP) return kept;
    after = hits.hits.at(-1)?.sort[0] ?? null;
  }
}
