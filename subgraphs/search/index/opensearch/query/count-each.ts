import type { Cluster } from '../cluster.js';
import type { Clause } from './visible.js';

interface CountAnswer {
  readonly hits: { readonly total: { readonly value: number } };
}

/**
 * How many records pass a clause and each of these; null is all that pass the clause. Each is a search of its own, sent together: that
 * reads what is rare alone, where filters of one aggregation are tried on every record.
 */
export async function countEach(cluster: Cluster, index: string, within: Clause, clauses: readonly (Clause | null)[]): Promise<readonly number[]> {
  const bodies = clauses.map((clause) => ({ size: 0, track_total_hits: true, query: clause === null ? within : { bool: { filter: [within, clause] } } }));
  return (await cluster.searchEach<CountAnswer>(index, bodies)).map(({ hits }) => hits.total.value);
}
