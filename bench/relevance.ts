import { parseArgs } from 'node:util';
import { pathToFileURL } from 'node:url';
import { agreement, judgedByBoth, readSecondJudgements } from './lib/relevance/agreement.js';
import { hasCollections, judgedCorpus } from './lib/relevance/corpus.js';
import { judgedTexts, type RelevanceEngine } from './lib/relevance/engine.js';
import { fts5Engine } from './lib/relevance/fts5-engine.js';
import { CLASSES, readJudgements, type JudgedQuery } from './lib/relevance/judgements.js';
import { measure, ndcg, type Measures } from './lib/relevance/measures.js';
import { openSearchEngine } from './lib/relevance/opensearch-engine.js';
import { openOpenSearchServer } from './lib/opensearch-server.js';
import { ourClusterEngine, ourEngine } from './lib/relevance/our-engine.js';
import { createOpenAiEmbedder } from '../subgraphs/search/embeddings/openai-embedder.js';
import { openEmbeddingsServer } from './lib/embeddings-server.js';

const DEPTH = 50;
const HALVES = ['all', 'tune', 'test'] as const;

type Found = ReadonlyMap<JudgedQuery, readonly string[]>;

interface Options {
  readonly halves: readonly string[];
  /** Whether the other engines run beside. */
  readonly beside: boolean;
  /** Whether ours runs with vectors too. */
  readonly vectors: boolean;
  /** Prints the grades of our first ten: for those who judge. */
  readonly details: boolean;
}

async function run({ halves, beside, vectors, details }: Options): Promise<void> {
  if (!hasCollections()) throw new Error('Expected the folder ../shared/data beside the project: the judgements are of its records.');
  const queries = readJudgements();
  const records = await judgedCorpus();
  const texts = records.map(judgedTexts);
  const server = beside ? await openOpenSearchServer() : null;
  const model = vectors ? await openEmbeddingsServer() : null;
  const embedder = model && createOpenAiEmbedder({ ...model, key: process.env['EMBEDDINGS_KEY'], queryPrefix: process.env['EMBEDDINGS_QUERY_PREFIX'], passagePrefix: process.env['EMBEDDINGS_PASSAGE_PREFIX'] });
  try {
    const others = server ? [await ourClusterEngine(server.url, records), fts5Engine('unicode61', texts), fts5Engine('trigram', texts), await openSearchEngine(server.url, 'standard', texts), await openSearchEngine(server.url, 'cjk', texts)] : [];
    const results = new Map<string, Found>();
    for (const engine of [await ourEngine(records), ...(embedder ? [await ourEngine(records, embedder)] : []), ...others]) {
      results.set(engine.name, await findAll(engine, queries));
      await engine.close();
    }
    console.log(`${String(records.length)} records${server ? `; ${server.name}` : ''}${model ? `; vectors of ${model.model}` : ''}; nDCG@10 / recall@50 / share of queries that find nothing`);
    for (const half of halves) tellTable(half, queries.filter((query) => half === 'all' || query.half === half), results);
    tellAgreement(queries, results.get('ours') as Found);
    if (details) tellDetails(queries.filter((query) => halves.includes('all') || halves.includes(query.half)), results.get('ours') as Found);
  } finally {
    await embedder?.close();
    await model?.stop();
    await server?.stop();
  }
}

async function findAll(engine: RelevanceEngine, queries: readonly JudgedQuery[]): Promise<Found> {
  const found = new Map<JudgedQuery, readonly string[]>();
  for (const query of queries) found.set(query, await engine.search(query.query, DEPTH));
  return found;
}

function tellTable(half: string, queries: readonly JudgedQuery[], results: ReadonlyMap<string, Found>): void {
  const groups = [...CLASSES, 'all'].map((name) => ({ name, group: queries.filter((query) => name === 'all' || query.class === name) }));
  console.log(`\n| ${half} | ${groups.map(({ name, group }) => `${name} (${String(group.length)})`).join(' | ')} |\n|---|${'---|'.repeat(groups.length)}`);
  for (const [name, found] of results) console.log(`| ${name} | ${groups.map(({ group }) => told(measure(group, found))).join(' | ')} |`);
}

const told = ({ ndcg10, recall50, zeroResults }: Measures): string => `${ndcg10.toFixed(3)} / ${recall50.toFixed(3)} / ${zeroResults.toFixed(2)}`;

function tellAgreement(queries: readonly JudgedQuery[], found: Found): void {
  const second = readSecondJudgements();
  const { records, table, same, sameUse, kappa } = agreement(queries, second);
  const both = judgedByBoth(queries, second);
  const mean = (judged: readonly JudgedQuery[]): string => (judged.reduce((sum, query) => sum + ndcg(foundOf(query, found).slice(0, 10), query.grades), 0) / judged.length).toFixed(3);
  console.log(`\n${String(records)} records of ${String(second.size)} queries were graded by a second reader: the same ${same.toFixed(3)}, of use or not ${sameUse.toFixed(3)}, kappa with squared weights ${kappa.toFixed(3)}`);
  console.log(`first \\ second: ${table.map((row) => row.join(' ')).join(' | ')}`);
  console.log(`nDCG@10 of ours among these records: by the first reader ${mean(both.first)}, by the second ${mean(both.second)}`);
}

const foundOf = ({ query }: JudgedQuery, found: Found): readonly string[] => [...found].find(([one]) => one.query === query)?.[1] ?? [];

function tellDetails(queries: readonly JudgedQuery[], found: Found): void {
  for (const query of queries) {
    const first = (found.get(query) ?? []).slice(0, 10);
    console.log(`${ndcg(first, query.grades).toFixed(2)} ${query.class} ${query.query}: ${first.map((id) => `${id}=${String(query.grades[id] ?? 0)}`).join(' ')}`);
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({ options: { half: { type: 'string', multiple: true, default: [...HALVES] }, alone: { type: 'boolean', default: false }, vectors: { type: 'boolean', default: false }, details: { type: 'boolean', default: false } } });
  await run({ halves: values.half, beside: !values.alone, vectors: !values.alone || values.vectors, details: values.details });
}
