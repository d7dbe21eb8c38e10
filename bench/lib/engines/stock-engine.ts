import type { FacetField } from '../../../schema/generated/search.js';
import { bulkLines, Cluster, type BulkOperation } from '../../../subgraphs/search/index/opensearch/cluster.js';
import { generatedDataset } from '../generated-corpus.js';
import { BATCH, type Answer, type Engine, type Question } from './engine.js';

interface Document {
  readonly titles: readonly { readonly text: string }[];
  readonly descriptions: readonly { readonly text: string }[];
  readonly distributions: readonly { readonly format: string }[];
  readonly [field: string]: unknown;
}

const keyword = { type: 'keyword' };
const text = { type: 'text', analyzer: 'cjk' };
const MAPPINGS = {
  dynamic: false,
  properties: { id: keyword, title: { ...text, fields: { raw: keyword } }, keywords: { ...text, fields: { raw: keyword } }, description: text, kind: keyword, authority: keyword, region: keyword, themes: keyword, formats: keyword, shareType: keyword, openness: keyword, frequency: keyword },
};
const FIELDS: Partial<Record<FacetField, string>> = { KIND: 'kind', AUTHORITY: 'authority', REGION: 'region', THEME: 'themes', FORMAT: 'formats', SHARE_TYPE: 'shareType', OPENNESS: 'openness', FREQUENCY: 'frequency' };

/** OpenSearch as one uses it without us: its analyzer for Chinese, its BM25 over weighted fields, its facets. It knows no audiences. */
export async function stockEngine(url: string, name: string): Promise<Engine> {
  const cluster = new Cluster({ url, timeoutMillis: 120_000 });
  await cluster.ask('PUT', `/${name}`, { settings: { number_of_shards: 1, number_of_replicas: 0, refresh_interval: '-1' }, mappings: MAPPINGS }).catch(() => undefined);
  return {
    fill: async (from, to) => {
      for (let at = from; at < to; at += 2 * BATCH) await cluster.bulk(name, Array.from({ length: Math.min(2 * BATCH, to - at) }, (_, offset) => bulkLines(operation(at + offset))));
      await cluster.ask('POST', `/${name}/_refresh`);
    },
    ask: (question) => ask(cluster, name, question),
    diskBytes: () => storedBytes(url, name),
    close: () => cluster.close(),
  };
}

/** What an index takes on the disks of its cluster. */
export async function storedBytes(url: string, name: string): Promise<number> {
  const cluster = new Cluster({ url });
  try {
    await cluster.ask('POST', `/${name}/_flush`);
    const { _all } = await cluster.ask<{ readonly _all: { readonly total: { readonly store: { readonly size_in_bytes: number } } } }>('GET', `/${name}/_stats/store`);
    return _all.total.store.size_in_bytes;
  } finally {
    await cluster.close();
  }
}

function operation(n: number): BulkOperation {
  const { id, authority, document } = generatedDataset(n);
  const fields = JSON.parse(document) as Document;
  const { titles, descriptions, distributions, keywords, region, themes, shareType, openness, frequency } = fields;
  return [
    { index: { _id: id } },
    { ...fields, id, kind: 'DATASET', authority, title: titles.map((title) => title.text), description: descriptions.map((description) => description.text), formats: distributions.map(({ format }) => format), keywords, region, themes, shareType, openness, frequency },
  ];
}

async function ask(cluster: Cluster, name: string, { query, facets, filter, sort, first, after }: Question): Promise<Answer> {
  const filters = [
    ...(filter.region ? [{ prefix: { region: filter.region.replace(/(?:00)+$/, '') } }] : []),
    ...(filter.themes ? [{ terms: { themes: filter.themes } }] : []),
  ];
  const body = {
    query: { bool: { filter: filters, must: query === '' ? [] : [{ multi_match: { query, type: 'cross_fields', operator: 'and', fields: ['title^4', 'keywords^2', 'description'] } }] } },
    size: first,
    track_total_hits: true,
    sort: [sort === 'TITLE' ? { 'title.raw': 'asc' } : { _score: 'desc' }, { id: 'asc' }],
    ...(after !== null && { search_after: JSON.parse(after) as unknown }),
    aggs: Object.fromEntries(facets.map((facet) => [facet, { terms: { field: FIELDS[facet], size: 10 } }])),
  };
  const { hits } = await cluster.ask<{ readonly hits: { readonly total: { readonly value: number }; readonly hits: readonly { readonly _id: string; readonly sort: unknown }[] } }>('POST', `/${name}/_search`, body, { request_cache: false });
  const last = hits.hits.at(-1);
  return { total: hits.total.value, ids: hits.hits.map(({ _id }) => _id), cursor: last === undefined ? null : JSON.stringify(last.sort) };
}
