import { parseArgs } from 'node:util';
import { Random } from './lib/random.js';
import { hasCollections, judgedCorpus } from './lib/relevance/corpus.js';
import { readJudgements } from './lib/relevance/judgements.js';
import { ndcg } from './lib/relevance/measures.js';
import { MISTAKES } from './lib/relevance/mistakes.js';
import { ourEngine } from './lib/relevance/our-engine.js';
import { mean } from './lib/stats.js';

/** The judged queries that are spelt right, with one mistake each made at random: how much of what their right spelling finds is still found. */
const { values } = parseArgs({ options: { seed: { type: 'string', default: '42' }, half: { type: 'string', default: 'tune' } } });
if (!hasCollections()) throw new Error('Expected the folder ../shared/data beside the project: the judgements are of its records.');
const random = new Random(Number(values.seed));
const queries = readJudgements().filter((query) => (values.half === 'all' || query.half === values.half) && query.class !== 'typo' && query.class !== 'code');
const engine = await ourEngine(await judgedCorpus());
console.log('nDCG@10\n\n| | queries | right | misspelt | find nothing |\n|---|---|---|---|---|');
for (const [name, mistake] of Object.entries(MISTAKES)) {
  const [right, misspelt]: [number[], number[]] = [[], []];
  let nothing = 0;
  for (const { query, grades } of queries) {
    const mistyped = mistake(query, random);
    if (mistyped === null) continue;
    const found = await engine.search(mistyped, 10);
    right.push(ndcg(await engine.search(query, 10), grades));
    misspelt.push(ndcg(found, grades));
    if (found.length === 0) nothing++;
  }
  console.log(`| ${name} | ${String(right.length)} | ${mean(right).toFixed(3)} | ${mean(misspelt).toFixed(3)} | ${String(nothing)} |`);
}
await engine.close();
