import { expect, test } from '@jest/globals';
import { judgedCorpus } from '../../bench/lib/relevance/corpus.js';
import { readJudgements } from '../../bench/lib/relevance/judgements.js';
import { measure } from '../../bench/lib/relevance/measures.js';
import { ourEngine } from '../../bench/lib/relevance/our-engine.js';
import { describeWithShared } from '../support/shared-data.js';

/** A third of each class: the whole, beside other engines, is `node dist/bench/relevance.js`. */
describeWithShared('the judged queries', 'data', () => {
  test('find what they ask for about as well as they did, and none finds nothing', async () => {
    const queries = readJudgements().filter((_, index) => index % 3 === 0);
    const records = await judgedCorpus();
    const judged = new Set(queries.flatMap(({ grades }) => Object.keys(grades)));
    expect([...judged].filter((id) => !records.some((record) => record.id === id))).toEqual([]);
    const engine = await ourEngine(records);
    const found = new Map<(typeof queries)[number], readonly string[]>();
    for (const query of queries) found.set(query, await engine.search(query.query, 50));
    await engine.close();
    const { ndcg10, recall50, zeroResults } = measure(queries, found);
    expect(ndcg10).toBeGreaterThan(0.82);
    expect(recall50).toBeGreaterThan(0.71);
    expect(zeroResults).toBe(0);
  }, 300_000);
});
