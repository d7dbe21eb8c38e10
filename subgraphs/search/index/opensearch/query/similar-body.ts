import type { RecordFacts } from '../../../model/facts.js';
import type { QueryTerms, ScoringTerm } from '../../../text/query-terms.js';
import { rarity, type Statistics } from '../../query/statistics.js';
import { likeRecord } from '../../vectors/like-record.js';
import type { VectorSource } from '../../vectors/vector-source.js';
import type { HitOfEngine } from './hits.js';
import { HIT_FIELDS } from './search-body.js';
import { visible, type Clause, type Viewing } from './visible.js';
import { hasToken } from './word-clauses.js';

/** As the embedded engine weighs likeness. */
const TITLE_WEIGHT = 2;
const KEYWORD_WEIGHT = 1;
const MOST_TERMS = 24;
const LEAST_SHARE = 0.2;
const THEME_WEIGHT = 0.3;
const KIND_WEIGHT = 0.1;

/** What the titles and keywords of a record would ask for as queries. */
export function termsOf({ title, titleEn, keywords }: RecordFacts, readQuery: (query: string) => QueryTerms): readonly ScoringTerm[] {
  const weights = new Map<string, number>();
  const add = (text: string, factor: number): void => {
    for (const { token, weight } of readQuery(text).scoring) weights.set(token, Math.max(weight * factor, weights.get(token) ?? 0));
  };
  for (const text of [title, titleEn || title]) add(text, TITLE_WEIGHT);
  for (const keyword of keywords) add(keyword, KEYWORD_WEIGHT);
  return [...weights].map(([token, weight]) => ({ token, weight }));
}

/** Asks for the records that are most like this one: by the share of its telling words, its themes and its kind; shorter ones first. */
export function similarBody({ id, themes, kind }: RecordFacts, scoring: readonly ScoringTerm[], statistics: Statistics, first: number, viewing: Viewing): Clause {
  const weighed = scoring.map(({ token, weight }, index) => ({ token, worth: weight * rarity(statistics, index) })).sort((a, b) => b.worth - a.worth || (a.token < b.token ? -1 : 1)).slice(0, MOST_TERMS);
  const whole = weighed.reduce((sum, { worth }) => sum + worth, 0);
  const words = { bool: { filter: [visible(viewing)], must_not: [{ term: { id } }], should: weighed.map(({ token, worth }) => ({ constant_score: { filter: hasToken(token), boost: worth / whole } })), minimum_should_match: 1 } };
  const likeness = [{ weight: 1 }, ...themes.map((theme) => ({ filter: { term: { themes: theme } }, weight: THEME_WEIGHT / themes.length })), { filter: { term: { kind } }, weight: KIND_WEIGHT }];
  const shared = { function_score: { query: words, min_score: LEAST_SHARE } };
  const like = { function_score: { query: shared, functions: likeness, score_mode: 'sum', boost_mode: 'multiply' } };
  return { size: first, track_total_hits: false, _source: HIT_FIELDS, query: { function_score: { query: like, field_value_factor: { field: 'brevity', missing: 1 }, boost_mode: 'multiply' } }, sort: [{ _score: 'desc' }, { id: 'asc' }] };
}

/** The likest records by words, ordered by what they mean too. */
export function likestByVectors(id: string, hits: readonly HitOfEngine[], vectors: VectorSource<string>): readonly HitOfEngine[] {
  const found = new Map(hits.map((hit) => [hit._source.id, hit]));
  const likest = hits.map(({ _source, sort }) => ({ hit: _source.id, score: Number(sort[0]) }));
  return likeRecord(id, likest, vectors).map(({ hit, score }) => ({ ...(found.get(hit) as HitOfEngine), sort: [score, hit] as const }));
}
