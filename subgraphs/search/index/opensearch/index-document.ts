import { createHash } from 'node:crypto';
import { logKey } from '../../../../schema/audience.js';
import { dateInterval } from '../../../../schema/date-interval.js';
import { authorityIn } from '../../../../schema/ids.js';
import { isJudged, METRICS, RATINGS, scoreOf } from '../../../../schema/quality/mqa.js';
import { duplicateKeys } from '../../model/duplicate-keys.js';
import { decodeFacts, type RecordFacts } from '../../model/facts.js';
import type { IndexEntry } from '../../model/index-entry.js';
import type { PublishedDocument } from '../../model/published-document.js';
import { foldText } from '../../text/fold-text.js';
import { audienceWord } from '../query/audience-word.js';
import { prior } from '../query/prior.js';
import { NATIONAL } from '../query/region.js';
import { keywordPinyin } from '../columns/keyword-counts.js';
import { reachOf } from './reach.js';
import { speltWords } from './spelt-words.js';
import { brevity, weighedTokens } from './word-impacts.js';

/** Stands between a folded keyword and the keyword itself: no text has it. */
export const KEYWORD_BREAK = '\u0001';

/** What stands for a moment that is not known, and for an open end: whole numbers that JSON keeps. */
export const BEFORE_ALL = -9e15;
const AFTER_ALL = 9e15;
const FIRST_YEAR = 0;
/** Titles that are longer are as long as this one, as in the columns of the embedded engine. */
const LONGEST_TITLE = 255;
const LAST_YEAR = 9_999;

const yearOf = (millis: number): number => new Date(millis).getUTCFullYear();

/** What of a record a result shows, as it is kept with it. */
export interface ShownTexts {
  readonly title: string;
  readonly titleEn: string;
  readonly summaryZh: string;
  readonly summaryEn: string;
  readonly modified: string;
  /** When this version was published, RFC 3339 in UTC; null where that is not known. */
  readonly published: string | null;
}

/** A record of the ledger, with all that its document in the engine is made of. */
export interface LedgerEntry {
  readonly version: number;
  readonly entry: IndexEntry;
  readonly document: PublishedDocument;
  /** Marks of the services that give access to it. */
  readonly servedBy: readonly string[];
  /** Whether a use case that everybody sees tells what came of using it. */
  readonly isUsed: boolean;
}

/** The document of a record in the engine; the fields are those of `index-template.json`. */
export function indexDocument({ version, entry, document, servedBy, isUsed }: LedgerEntry, number: number): Readonly<Record<string, unknown>> {
  const facts = decodeFacts(entry.facts);
  const authority = authorityIn(facts.id);
  const log = logKey(authority, facts.log || 'PUBLIC');
  const modified = facts.modified === '' ? undefined : dateInterval(facts.modified)?.start;
  const ranked = Math.fround(prior(facts.completeness, modified ?? NaN, isUsed));
  const published = facts.published === '' ? undefined : dateInterval(facts.published)?.start;
  const titles = [...new Set([facts.title, facts.titleEn].filter(Boolean).map(foldText))];
  const shown: ShownTexts = { title: facts.title, titleEn: facts.titleEn, summaryZh: entry.summaries[0], summaryEn: entry.summaries[1], modified: entry.modified, published: published === undefined ? null : new Date(published).toISOString() };
  return {
    shown,
    number,
    id: facts.id,
    version,
    log,
    reach: reachOf(log),
    tokens: weighedTokens(entry.tokens, facts),
    length: facts.length,
    titleLength: titleLength(facts.title),
    latinTitleLength: titleLength(facts.titleEn || facts.title),
    brevity: brevity(facts.length),
    spelt: speltWords(facts),
    publishedKey: published ?? BEFORE_ALL,
    prior: ranked,
    boost: 1 + ranked,
    kind: facts.kind,
    authority,
    audience: audienceWord(facts.log === '' ? '' : log),
    titleZh: facts.title,
    titleEn: facts.titleEn || facts.title,
    names: titles.map((title) => title.trim()),
    starts: titles,
    ...valuesOf(facts),
    ...regionsOf(facts.region),
    ...qualityOf(facts),
    ...timesOf(facts),
    ...boxOf(facts.bbox),
    keys: duplicateKeys(document).map(({ key }) => keyHash(key)),
    hasApiFormat: facts.hasApiFormat,
    refersTo: [...facts.serves, ...facts.usedWell],
    servedBy,
  };
}

const titleLength = (title: string): number => Math.min(LONGEST_TITLE, Math.max(1, foldText(title).length));

/** A duplicate key as it is looked up. */
export const keyHash = (key: string): string => createHash('sha256').update(key).digest('base64url').slice(0, 22);

/** The keyword as suggestions find it: by its folded form, and told apart by itself. */
const keywordStart = (keyword: string): string => `${foldText(keyword)}${KEYWORD_BREAK}${keyword}`;

/** The same by its pinyin, by first letters and whole. */
function keywordTyped(keyword: string): readonly string[] {
  const read = keywordPinyin(keyword);
  return read === null ? [] : [read.initials, read.syllables].map((typed) => `${typed}${KEYWORD_BREAK}${keyword}`);
}

function valuesOf({ themes, industries, formats, shareType, openness, grade, license, frequency, owner, standards, keywords, permits, priceModels, demandState, hub, environments, accelerators }: RecordFacts): object {
  const lists = { themes, industries, formats, standards, keywords, permits, priceModels, environments, accelerators, keywordStarts: keywords.map(keywordStart), keywordTyped: keywords.flatMap(keywordTyped) };
  const single = { shareType, openness, grade, license, frequency, owner, demandState, hub };
  return { ...lists, ...Object.fromEntries(Object.entries(single).filter(([, value]) => value !== '')) };
}

/** How many digits tell the regions of each step of the hierarchy. */
const STEPS = { province: 2, city: 4, county: 6 } as const;

function regionsOf(region: string): object {
  if (region === '') return {};
  const at = (digits: number): string => (region === NATIONAL || !/^\d{6}$/.test(region) ? region : region.slice(0, digits).padEnd(6, '0'));
  return { region, ...Object.fromEntries(Object.entries(STEPS).map(([step, digits]) => [step, at(digits)])) };
}

function qualityOf({ kind, unmetMetrics }: RecordFacts): object {
  if (unmetMetrics === null || !isJudged(kind)) return { qualityKey: -1 };
  const quality = scoreOf(kind, unmetMetrics);
  return {
    quality,
    qualityKey: quality,
    rating: RATINGS.find(({ from }) => quality >= from)?.rating,
    unmet: METRICS.flatMap((_, place) => ((unmetMetrics >>> place) & 1) === 1 ? [String(place)] : []),
  };
}

function timesOf({ issued, modified, temporal }: RecordFacts): object {
  const times: Record<string, number> = {};
  for (const [name, text] of [['issued', issued], ['modified', modified]] as const) {
    const interval = text ? dateInterval(text) : null;
    times[`${name}Key`] = interval?.start ?? BEFORE_ALL;
    if (interval) Object.assign(times, { [`${name}Start`]: interval.start, [`${name}End`]: interval.end, [`${name}Year`]: yearOf(interval.start) });
  }
  const [start, end] = (temporal ?? ['', '']).map(dateInterval);
  if (start || end) Object.assign(times, { temporalStart: start?.start ?? BEFORE_ALL, temporalEnd: end?.end ?? AFTER_ALL });
  const [first, last] = [start ? yearOf(start.start) : FIRST_YEAR, end ? yearOf(end.end) : LAST_YEAR];
  // One that ends before it begins covers no year.
  if ((start || end) && first <= last) Object.assign(times, { temporalFirst: first, temporalLast: last });
  return times;
}

function boxOf(bbox: RecordFacts['bbox']): object {
  if (bbox === null) return {};
  const [west, south, east, north] = bbox;
  return { west, south, east, north, crosses: west > east };
}
