import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Frequency } from '../../../../schema/generated/common.js';
import { COUNTS, type CountName } from '../../model/coverage-counts.js';
import { changedWithin, patienceDays, RECENT_DAYS } from '../../model/freshness.js';
import { KINDS } from '../columns/kinds.js';
import type { ListColumn } from '../columns/list-column.js';
import { NOT_JUDGED, type RecordColumns } from '../columns/record-columns.js';
import { slotsOf } from '../columns/slot-set.js';
import type { View } from '../columns/view.js';
import type { AuthorityFigures } from '../search-index.js';
import { CoverageTally } from './coverage-tally.js';

const AT = Object.fromEntries(COUNTS.map((name, place) => [name, place])) as Readonly<Record<CountName, number>>;

/** Kinds that are open or not, and conform to standards or don't. */
const IS_DATA = KINDS.map((kind) => kind === 'DATASET' || kind === 'DATA_SERVICE');

/** Records that are counted between two turns of the event loop: some ten milliseconds of work, more of those with many links. */
const RECORDS_A_TURN = 20_000;

/**
 * Counts what a reader sees by authority, and by theme within each: one pass over the links and one over the records. A link
 * counts where the reader sees both its ends.
 *
 * @param day the beginning of the day that ages are reckoned from, in milliseconds
 */
export function countCoverage(columns: RecordColumns, view: View, day: number): readonly AuthorityFigures[] {
  const counting = countInSteps(columns, view, day);
  for (;;) {
    const { done, value } = counting.next();
    if (done) return value;
  }
}

/** The same with others answered meanwhile. */
export async function countInTurns(columns: RecordColumns, view: View, day: number): Promise<readonly AuthorityFigures[]> {
  const counting = countInSteps(columns, view, day);
  for (;;) {
    const { done, value } = counting.next();
    if (done) return value;
    await nextTurn();
  }
}

/** What is added while it counts is not looked at. */
function* countInSteps(columns: RecordColumns, view: View, day: number): Generator<undefined, readonly AuthorityFigures[]> {
  const slots = slotsOf(view.live.words, view.live.count);
  const tally = new CoverageTally(columns);
  const addRecord = recordCounter(columns, view, day);
  const links = new LinkCounts(columns, view);
  const numbers = new Float64Array(COUNTS.length);
  for (let at = 0; at < slots.length; at += RECORDS_A_TURN) {
    links.follow(slots.subarray(at, at + RECORDS_A_TURN));
    yield undefined;
  }
  for (let at = 0; at < slots.length; at += RECORDS_A_TURN) {
    for (const slot of slots.subarray(at, at + RECORDS_A_TURN)) {
      numbers.fill(0);
      addRecord(numbers, slot);
      addLinks(numbers, links.out[slot] as number, links.into[slot] as number);
      tally.add(slot, numbers);
    }
    yield undefined;
  }
  return tally.figures();
}

function recordCounter(columns: RecordColumns, view: View, day: number): (numbers: Float64Array, slot: number) => void {
  const addAge = ageCounter(columns, day);
  const { openness, demandState } = columns.values;
  const [openNumber, unmetNumber] = [openness.dictionary.find('OPEN') ?? -1, demandState.dictionary.find('OPEN') ?? -1];
  return (numbers, slot) => {
    numbers[AT.records] = 1;
    if (IS_DATA[columns.kinds[slot] as number] === true) {
      numbers[AT.data] = 1;
      numbers[AT.open] = Number(openness.values[slot] === openNumber);
      numbers[AT.conforming] = Number(isSeen(columns.standards, slot, view));
    }
    numbers[AT.demands] = Number(demandState.values[slot] === unmetNumber);
    addQuality(numbers, columns.qualities[slot] as number);
    addAge(numbers, slot);
  };
}

function addQuality(numbers: Float64Array, score: number): void {
  if (score === NOT_JUDGED) return;
  numbers[AT.judged] = 1;
  numbers[AT.quality] = score;
}

function addLinks(numbers: Float64Array, out: number, into: number): void {
  numbers[AT.linkedOut] = Number(out > 0);
  numbers[AT.linkedIn] = Number(into > 0);
  numbers[AT.linksOut] = out;
  numbers[AT.linksIn] = into;
}

/** Where a record says nothing of a change it is as old as its issue. */
function ageCounter({ dates, values: { frequency } }: RecordColumns, day: number): (numbers: Float64Array, slot: number) => void {
  const patience = frequency.dictionary.texts.map((text) => patienceDays(text as Frequency | ''));
  return (numbers, slot) => {
    const modified = dates.modifiedEnd[slot] as number;
    const changed = Number.isNaN(modified) ? (dates.issuedEnd[slot] as number) : modified;
    if (Number.isNaN(changed)) return;
    numbers[AT.dated] = 1;
    numbers[AT.recent] = Number(changedWithin(changed, RECENT_DAYS, day));
    const days = patience[frequency.values[slot] as number] ?? null;
    if (days === null) return;
    numbers[AT.promised] = 1;
    numbers[AT.kept] = Number(changedWithin(changed, days, day));
  };
}

/** Whether any of the records in a list is one that the reader sees. */
function isSeen({ values, starts }: ListColumn, slot: number, view: View): boolean {
  const end = starts[slot + 1] as number;
  for (let at = starts[slot] as number; at < end; at++) if (view.slotOf(values[at] as number) !== undefined) return true;
  return false;
}

/** How many links lead from each record, and to it, across the border of its authority. */
class LinkCounts {
  readonly out: Uint32Array;
  readonly into: Uint32Array;
  readonly #columns: RecordColumns;
  readonly #view: View;

  constructor(columns: RecordColumns, view: View) {
    [this.out, this.into] = [new Uint32Array(columns.size), new Uint32Array(columns.size)];
    this.#columns = columns;
    this.#view = view;
  }

  /** Counts the links of these records. */
  follow(slots: Uint32Array): void {
    const { owners, standards, serves, derivedFrom, links } = this.#columns;
    for (const slot of slots) this.#count(slot, owners[slot] as number);
    for (const { values, starts } of [standards, serves, derivedFrom, links]) {
      for (const slot of slots) {
        const end = starts[slot + 1] as number;
        for (let at = starts[slot] as number; at < end; at++) this.#count(slot, values[at] as number);
      }
    }
  }

  #count(slot: number, reference: number): void {
    const end = this.#view.slotOf(reference);
    const { values } = this.#columns.values.authority;
    if (end === undefined || end >= this.out.length || values[end] === values[slot]) return;
    this.out[slot] = (this.out[slot] as number) + 1;
    this.into[end] = (this.into[end] as number) + 1;
  }
}
