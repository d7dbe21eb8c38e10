import { logKey, type Reader } from '../../../../schema/audience.js';
import { dateInterval } from '../../../../schema/date-interval.js';
import { authorityIn } from '../../../../schema/ids.js';
import { isJudged, scoreOf } from '../../../../schema/quality/mqa.js';
import type { RecordFacts } from '../../model/facts.js';
import { foldText } from '../../text/fold-text.js';
import { remembered } from '../../text/remembered.js';
import { ConfinedSlots } from './confined-slots.js';
import { Dictionary } from './dictionary.js';
import { FacetRows } from './facet-rows.js';
import { grow } from './grow.js';
import { KeywordCounts } from './keyword-counts.js';
import { KeySlots } from './key-slots.js';
import { KINDS } from './kinds.js';
import { lengthClass } from './length-class.js';
import { ListColumn } from './list-column.js';
import { LiveCounts } from './live-counts.js';
import { priorStep } from './prior-step.js';
import { NO_RATING, ratingNumber } from './ratings.js';
import { References, type SlotLookup } from './references.js';
import { SlotSet } from './slot-set.js';
import { Spellings } from './spellings.js';
import { TextColumn } from './text-column.js';
import { textHash } from '../../text/text-hash.js';
import { ValueColumn } from './value-column.js';
import { View } from './view.js';

/** Columns with one text a record, as numbers of a dictionary. An absent value is the empty text. */
export type ValueColumnName = 'authority' | 'region' | 'shareType' | 'openness' | 'grade' | 'license' | 'frequency' | 'log' | 'demandState' | 'hub';
const VALUE_COLUMNS: readonly ValueColumnName[] = ['authority', 'region', 'shareType', 'openness', 'grade', 'license', 'frequency', 'log', 'demandState', 'hub'];
/** Columns with a list of texts a record. */
export type ListColumnName = 'themes' | 'formats' | 'keywords' | 'permits' | 'industries' | 'priceModels' | 'environments' | 'accelerators';
const LIST_COLUMNS: readonly ListColumnName[] = ['themes', 'formats', 'keywords', 'permits', 'industries', 'priceModels', 'environments', 'accelerators'];

/** What the quality of a record is in its column where its kind is not judged. */
export const NOT_JUDGED = -1;

/** What a date or box that is not known is in its column. */
export const UNKNOWN = NaN;

const NUMBER_COLUMNS = ['issuedStart', 'issuedEnd', 'modifiedStart', 'modifiedEnd', 'temporalStart', 'temporalEnd', 'published'] as const;
type DateColumnName = (typeof NUMBER_COLUMNS)[number];

/**
 * What the index knows of each record, in columns of numbers: filters, facets and sorts read a million of them in
 * milliseconds. A slot is a record's place in all columns. Slots are added, go live, and die; they never change.
 */
export class RecordColumns {
  /** What everybody sees. */
  readonly live = new SlotSet();
  /** What is shown to some only. */
  readonly #confined = new ConfinedSlots();
  readonly #publicView = new View(this, this.live, []);
  /** What is published, of hidden authorities too. */
  readonly #published = new SlotSet();
  #hidden: ReadonlySet<string> = new Set();
  readonly ids = new TextColumn();
  readonly titles = new TextColumn();
  /** Titles in English where they differ. */
  readonly titlesEn = new TextColumn();
  readonly values = Object.fromEntries(VALUE_COLUMNS.map((name) => [name, new ValueColumn()])) as Readonly<Record<ValueColumnName, ValueColumn>>;
  readonly lists = Object.fromEntries(LIST_COLUMNS.map((name) => [name, { dictionary: new Dictionary(), column: new ListColumn() }])) as Readonly<Record<ListColumnName, { readonly dictionary: Dictionary; readonly column: ListColumn }>>;
  /** Values that most searches count, side by side. */
  readonly facetRows = new FacetRows();
  /** Ids that records refer to, and which slots hold them. */
  readonly references: References;
  /** How many records that everybody sees have each value. */
  readonly liveCounts = {
    kinds: new LiveCounts(),
    values: Object.fromEntries(VALUE_COLUMNS.map((name) => [name, new LiveCounts()])) as Readonly<Record<ValueColumnName, LiveCounts>>,
    lists: Object.fromEntries(LIST_COLUMNS.map((name) => [name, new LiveCounts()])) as Readonly<Record<ListColumnName, LiveCounts>>,
  };
  readonly keywordCounts = new KeywordCounts(this.lists.keywords.dictionary);
  /** What the words of titles and keywords are spelt like. */
  readonly spellings = new Spellings();
  /** Which slots have which duplicate keys. */
  readonly keys = new KeySlots();
  readonly standards = new ListColumn();
  readonly serves = new ListColumn();
  /** What each was made from, and which slots were made from what, both by the numbers of `references`. */
  readonly derivedFrom = new ListColumn();
  readonly derived = new KeySlots();
  readonly usedWell = new ListColumn();
  /** Other records that it refers to. */
  readonly links = new ListColumn();
  readonly dates = Object.fromEntries(NUMBER_COLUMNS.map((name) => [name, new Float64Array(0)])) as Record<DateColumnName, Float64Array>;
  /** West, south, east, north of each slot; `UNKNOWN` in all four where there is none. */
  boxes = new Float32Array(0);
  kinds = new Uint8Array(0);
  owners = new Uint32Array(0);
  apiFormats = new Uint8Array(0);
  inForce = new Uint8Array(0);
  completenesses = new Uint16Array(0);
  /** What completeness and date of change add to a score, in steps. */
  priorSteps = new Uint8Array(0);
  /** Scores of the MQA; `NOT_JUDGED` of kinds that have none. */
  qualities = new Int16Array(0);
  /** Numbers of the ratings that the scores come to; `NO_RATING` of kinds that have none. */
  ratings = new Uint8Array(0);
  /** The metrics that a judged record does not meet, a bit for each. */
  unmetMetrics = new Uint32Array(0);
  lengths = new Uint16Array(0);
  lengthClasses = new Uint8Array(0);
  /** Characters of the folded title, at most 255, and hashes of the folded titles. */
  titleLengths = new Uint8Array(0);
  /** The same of titles in Latin letters: of the English one where there is one. */
  latinTitleLengths = new Uint8Array(0);
  titleHashes = new Uint32Array(0);
  titleEnHashes = new Uint32Array(0);
  /** Total of `lengths` over all that everybody sees. */
  lengthSum = 0;
  #size = 0;
  #changes = 0;

  constructor(lookup: SlotLookup) {
    this.references = new References(lookup);
  }

  /** How many slots there are, dead ones included. */
  get size(): number {
    return this.#size;
  }

  /** How often something was shown or withdrawn: what was counted holds until it rises. */
  get changes(): number {
    return this.#changes;
  }

  /** Adds a record that searches do not see yet. Returns its slot. */
  add(facts: RecordFacts): number {
    const slot = this.#size;
    if (slot >= this.kinds.length) this.reserve(slot + 1);
    this.#addTexts(slot, facts);
    this.#addValues(slot, facts);
    this.#addDates(slot, facts);
    this.priorSteps[slot] = priorStep(facts.completeness, this.dates.modifiedStart[slot] as number);
    this.#addLinks(slot, facts);
    this.#size++;
    return slot;
  }

  /** Makes room for `size` slots at once: cheaper than to grow again and again where the number is known. */
  reserve(size: number): void {
    for (const name of VALUE_COLUMNS) this.values[name].reserve(size);
    for (const name of LIST_COLUMNS) this.lists[name].column.reserve(size);
    for (const column of [this.ids, this.titles, this.titlesEn, this.standards, this.serves, this.derivedFrom, this.usedWell, this.links]) column.reserve(size);
    for (const name of NUMBER_COLUMNS) this.dates[name] = grow(this.dates[name], size);
    this.boxes = grow(this.boxes, size * 4);
    this.facetRows.reserve(size);
    this.kinds = grow(this.kinds, size);
    this.owners = grow(this.owners, size);
    this.apiFormats = grow(this.apiFormats, size);
    this.inForce = grow(this.inForce, size);
    this.completenesses = grow(this.completenesses, size);
    this.priorSteps = grow(this.priorSteps, size);
    this.qualities = grow(this.qualities, size);
    this.ratings = grow(this.ratings, size);
    this.unmetMetrics = grow(this.unmetMetrics, size);
    this.lengths = grow(this.lengths, size);
    this.lengthClasses = grow(this.lengthClasses, size);
    this.titleLengths = grow(this.titleLengths, size);
    this.latinTitleLengths = grow(this.latinTitleLengths, size);
    this.titleHashes = grow(this.titleHashes, size);
    this.titleEnHashes = grow(this.titleEnHashes, size);
  }

  goLive(slot: number): void {
    this.#published.add(slot);
    if (!this.#hidden.has(this.values.authority.text(slot))) this.#show(slot);
  }

  die(slot: number): void {
    this.#published.delete(slot);
    this.#withdraw(slot);
  }

  /** Hides the records of these authorities, and shows those of all others. */
  hide(authorities: readonly string[]): void {
    this.#hidden = new Set(authorities);
    const isHidden = this.values.authority.dictionary.texts.map((code) => this.#hidden.has(code));
    for (let slot = 0; slot < this.#size; slot++) {
      const shown = this.#published.has(slot) && isHidden[this.values.authority.values[slot] as number] !== true;
      if (shown === this.isShown(slot)) continue;
      if (shown) this.#show(slot);
      else this.#withdraw(slot);
    }
  }

  isHidden(authority: string): boolean {
    return this.#hidden.has(authority);
  }

  /** Whether anybody sees the record in this slot. */
  isShown(slot: number): boolean {
    return this.live.has(slot) || this.#confined.has(slot);
  }

  /** What a reader sees. The public's view is kept up with every change, others are made where they are asked for. */
  view(reader: Reader): View {
    return this.#confined.view(reader, this.live, (live, slots) => new View(this, live, slots)) ?? this.#publicView;
  }

  #show(slot: number): void {
    const log = this.values.log.text(slot);
    this.#changes++;
    this.#confined.changed();
    this.references.hold(this.ids.get(slot), slot);
    if (log !== '') return this.#confined.add(log, slot);
    this.live.add(slot);
    this.#count(slot, 1);
  }

  #withdraw(slot: number): void {
    if (!this.isShown(slot)) return;
    this.#changes++;
    this.#confined.changed();
    this.references.release(this.ids.get(slot), slot);
    if (!this.live.has(slot)) return this.#confined.delete(this.values.log.text(slot), slot);
    this.live.delete(slot);
    this.#count(slot, -1);
  }

  /** What is counted of all that everybody sees, as they come and go. */
  #count(slot: number, difference: 1 | -1): void {
    this.lengthSum += difference * (this.lengths[slot] as number);
    this.liveCounts.kinds.change(this.kinds[slot] as number, difference);
    for (const name of VALUE_COLUMNS) this.liveCounts.values[name].change(this.values[name].values[slot] as number, difference);
    if (difference === 1) this.#countSpellings(slot, 1);
    for (const name of LIST_COLUMNS) this.liveCounts.lists[name].changeAll(this.lists[name].column, slot, difference);
    if (difference === -1) this.#countSpellings(slot, -1);
    this.keywordCounts.count(this.lists.keywords.column.get(slot), this.kinds[slot] as number, difference);
    if (!this.serves.isEmpty(slot)) for (const dataset of this.serves.get(slot)) this.references.refer(dataset, 'serves', difference);
    if (!this.usedWell.isEmpty(slot)) for (const dataset of this.usedWell.get(slot)) this.references.refer(dataset, 'uses', difference);
  }

  /** Words of titles, and of keywords that no other record has that everybody sees. */
  #countSpellings(slot: number, difference: 1 | -1): void {
    for (const column of [this.titles, this.titlesEn]) if (!column.isEmpty(slot)) this.spellings.countText(foldText(column.get(slot)), difference);
    for (const keyword of this.lists.keywords.column.get(slot)) {
      if (this.liveCounts.lists.keywords.of(keyword) === 0) this.spellings.countKeyword(foldText(this.lists.keywords.dictionary.text(keyword)), difference);
    }
  }

  title(slot: number, lang: 'ZH' | 'EN'): string {
    return this.titleColumn(slot, lang).get(slot);
  }

  /** How long the title is in which a word of these characters stands. */
  titleLengthsOf(isCjk: boolean): Uint8Array {
    return isCjk ? this.titleLengths : this.latinTitleLengths;
  }

  /** The column that holds the title to show in `lang`. */
  titleColumn(slot: number, lang: 'ZH' | 'EN'): TextColumn {
    return lang === 'EN' && !this.titlesEn.isEmpty(slot) ? this.titlesEn : this.titles;
  }

  #addTexts(slot: number, facts: RecordFacts): void {
    const folded = foldText(facts.title);
    const foldedEn = facts.titleEn === '' ? '' : foldText(facts.titleEn);
    this.ids.add(facts.id);
    this.titles.add(facts.title);
    this.titlesEn.add(facts.titleEn);
    this.titleLengths[slot] = Math.min(255, folded.length);
    this.latinTitleLengths[slot] = Math.min(255, foldedEn.length || folded.length);
    this.titleHashes[slot] = textHash(folded);
    this.titleEnHashes[slot] = facts.titleEn ? textHash(foldedEn) : 0;
    this.lengths[slot] = Math.min(0xffff, facts.length);
    this.lengthClasses[slot] = lengthClass(this.lengths[slot]);
    this.completenesses[slot] = facts.completeness;
    this.kinds[slot] = KINDS.indexOf(facts.kind);
    this.#addQuality(slot, facts);
  }

  #addQuality(slot: number, { kind, unmetMetrics }: RecordFacts): void {
    const score = unmetMetrics !== null && isJudged(kind) ? scoreOf(kind, unmetMetrics) : NOT_JUDGED;
    this.qualities[slot] = score;
    this.ratings[slot] = score === NOT_JUDGED ? NO_RATING : ratingNumber(score);
    this.unmetMetrics[slot] = unmetMetrics ?? 0;
  }

  #addValues(slot: number, facts: RecordFacts): void {
    const authority = authorityIn(facts.id);
    for (const name of VALUE_COLUMNS) {
      const value = name === 'authority' ? authority : name === 'log' && facts.log !== '' ? logKey(authority, facts.log) : facts[name];
      this.values[name].set(slot, value);
    }
    for (const name of LIST_COLUMNS) {
      const { dictionary, column } = this.lists[name];
      column.add(facts[name].map((value) => dictionary.add(value)));
    }
    this.#addFacetRow(slot);
  }

  #addFacetRow(slot: number): void {
    const { authority, region, shareType, openness, frequency, grade } = this.values;
    const numbersOf = (columns: readonly ValueColumn[]): readonly number[] => columns.map(({ values }) => values[slot] as number);
    const { themes, formats } = this.lists;
    const terms = [this.kinds[slot] as number, ...numbersOf([shareType, openness, frequency, grade])];
    this.facetRows.set(slot, { terms, places: numbersOf([authority, region]), themes: [...themes.column.get(slot)], formats: [...formats.column.get(slot)] });
  }

  #addDates(slot: number, { issued, modified, temporal, bbox, published }: RecordFacts): void {
    const set = (name: DateColumnName, value: number): void => {
      this.dates[name][slot] = value;
    };
    for (const [name, text] of [['issued', issued], ['modified', modified]] as const) {
      const interval = text ? intervalOf(text) : null;
      set(`${name}Start`, interval?.start ?? UNKNOWN);
      set(`${name}End`, interval?.end ?? UNKNOWN);
    }
    set('published', published === '' ? UNKNOWN : (intervalOf(published)?.start ?? UNKNOWN));
    const [start, end] = temporal ?? ['', ''];
    const known = temporal !== null && (intervalOf(start) ?? intervalOf(end)) !== null;
    set('temporalStart', known ? (intervalOf(start)?.start ?? -Infinity) : UNKNOWN);
    set('temporalEnd', known ? (intervalOf(end)?.end ?? Infinity) : UNKNOWN);
    for (let side = 0; side < 4; side++) this.boxes[slot * 4 + side] = bbox?.[side] ?? UNKNOWN;
  }

  #addLinks(slot: number, facts: RecordFacts): void {
    this.owners[slot] = this.references.number(facts.owner);
    this.standards.add(facts.standards.map((id) => this.references.number(id)));
    this.serves.add(facts.serves.map((id) => this.references.number(id)));
    const sources = facts.derivedFrom.map((id) => this.references.number(id));
    this.derivedFrom.add(sources);
    for (const source of sources) this.derived.add(source, slot);
    this.usedWell.add(facts.usedWell.map((id) => this.references.number(id)));
    this.links.add(facts.links.map((id) => this.references.number(id)));
    this.apiFormats[slot] = facts.hasApiFormat ? 1 : 0;
    this.inForce[slot] = facts.inForce ? 1 : 0;
    for (const hash of facts.keyHashes) this.keys.add(hash, slot);
  }
}

const intervalOf = remembered(dateInterval);
