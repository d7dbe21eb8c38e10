import type { Cluster } from '../cluster.js';
import type { SearchAnswerOfEngine } from './hits.js';
import { countsBody, type SearchPlan } from './search-body.js';
import type { Clause } from './visible.js';

/** The hits that a body asks for, and the counts of the search, both asked at once. */
export async function askWithCounts(cluster: Cluster, index: string, plan: SearchPlan, body: Clause): Promise<SearchAnswerOfEngine> {
  const counts = countsBody(plan);
  if (counts === null) return cluster.ask<SearchAnswerOfEngine>('POST', `/${index}/_search`, body);
  const [found, counted] = (await cluster.searchEach<SearchAnswerOfEngine>(index, [body, counts])) as [SearchAnswerOfEngine, SearchAnswerOfEngine];
  return { ...counted, hits: { ...counted.hits, hits: found.hits.hits } };
}
