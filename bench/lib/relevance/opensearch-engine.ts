import { FIELD_WEIGHTS, type JudgedTexts, type RelevanceEngine } from './engine.js';

const BULK = 500;

/** OpenSearch as it comes, by one of its analyzers: `multi_match` over the fields with their weights, words joined by OR, which is its default. */
export async function openSearchEngine(url: string, analyzer: 'standard' | 'cjk', texts: readonly JudgedTexts[]): Promise<RelevanceEngine> {
  const index = `ucat-relevance-${analyzer}-${String(process.pid)}`;
  const text = { type: 'text', analyzer };
  await ask(url, 'PUT', `/${index}`, { settings: { number_of_shards: 1, number_of_replicas: 0 }, mappings: { dynamic: false, properties: { title: text, keywords: text, description: text } } });
  for (let at = 0; at < texts.length; at += BULK) {
    const lines = texts.slice(at, at + BULK).flatMap(({ id, ...fields }) => [{ index: { _id: id } }, fields]);
    await ask(url, 'POST', `/${index}/_bulk`, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  }
  await ask(url, 'POST', `/${index}/_refresh`);
  const fields = Object.entries(FIELD_WEIGHTS).map(([field, weight]) => `${field}^${String(weight)}`);
  return {
    name: `OpenSearch ${analyzer}`,
    search: async (query, size) => {
      const answer = (await ask(url, 'POST', `/${index}/_search`, { size, _source: false, query: { multi_match: { query, fields } }, sort: ['_score', { _doc: 'asc' }] })) as { hits: { hits: { _id: string }[] } };
      return answer.hits.hits.map(({ _id }) => _id);
    },
    close: async () => {
      await ask(url, 'DELETE', `/${index}`);
    },
  };
}

async function ask(url: string, method: string, path: string, body?: unknown): Promise<unknown> {
  const answer = await fetch(url + path, { method, headers: { 'content-type': path.endsWith('_bulk') ? 'application/x-ndjson' : 'application/json' }, ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }) });
  const told = (await answer.json()) as { errors?: boolean };
  if (!answer.ok || told.errors === true) throw new Error(`${method} ${path}: expected success but got ${JSON.stringify(told).slice(0, 500)}`);
  return told;
}
