import type { Reader } from '../../../../schema/audience.js';
import type { Frequency } from '../../../../schema/generated/common.js';
import { COUNTS, type CountName } from '../../model/coverage-counts.js';
import { changedWithin, patienceDays, RECENT_DAYS } from '../../model/freshness.js';
import type { CountedViews } from '../columns/counted-views.js';
import { KINDS } from '../columns/kinds.js';
import type { ListColumn } from '../columns/list-column.js';
import { NOT_JUDGED, type RecordColumns } from '../columns/record-columns.js';
import { slotsOf } from '../columns/slot-set.js';
import type { View } from '../columns/view.js';
import type { AuthorityFigures, IndexFigures } from '../search-index.js';
import { CoverageTally } from './coverage-tally.js';

const AT = Object.fromEntries(COUNTS.map((name, place) => [name, place])) as Readonly<Record<CountName, number>>;

/** Kinds that are open or not, and conform to standards or don't. */
const IS_DATA = KINDS.map((kind) => kind === 'DATASET' || kind === 'DATA_SERVICE');

/**
 * Counts what a reader sees by authority, and by theme within each: one pass over the links and one over the records. A link
 * counts where the reader sees both its ends.
 *
 * @param day the beginning of the day that ages are reckoned from, in milliseconds
 */
export function countCoverage(columns: RecordColumns, view: View, day: number): readonly AuthorityFigures[] {
  const slots = slotsOf(view.live.words, view.live.count);
  const { linksOut, linksIn } = countLinks(columns, view, slots);
  const tally = new CoverageTally(columns);
  const addAge = ageCounter(columns, day);
  const openNumber = columns.values.openness.dictionary.find('OPEN') ?? -1;
  const unmetNumber = columns.values.demandState.dictionary.find('OPEN') ?? -1;
  const numbers = new Float64Array(COUNTS.length);
  for (const slot of slots) {
    numbers.fill(0);
    numbers[AT.records] = 1;
    if (IS_DATA[columns.kinds[slot] as number] === true) {
      numbers[AT.data] = 1;
      numbers[AT.open] = Number(columns.values.openness.values[slot] === openNumber);
      numbers[AT.conforming] = Number(isSeen(columns.standards, slot, view));
    }
    numbers[AT.demands] = Number(columns.values.demandState.values[slot] === unmetNumber);
    addQuality(numbers, columns.qualities[slot] as number);
    addAge(numbers, slot);
    addLinks(numbers, linksOut[slot] as number, linksIn[slot] as number);
    tally.add(slot, numbers);
  }
  return tally.figures();
}

/** The same for a reader on a day such as `2026-11-29`, counted once for each state of the columns. */
export function countedFigures(counted: CountedViews, columns: RecordColumns, day: string, reader: Reader): IndexFigures {
  const view = columns.view(reader);
  return counted.of(view, `figures ${day}`, () => ({ authorities: countCoverage(columns, view, Date.parse(day)) }));
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
function countLinks(columns: RecordColumns, view: View, slots: Uint32Array): { readonly linksOut: Uint32Array; readonly linksIn: Uint32Array } {
  const [linksOut, linksIn] = [new Uint32Array(columns.size), new Uint32Array(columns.size)];
  const authorities = columns.values.authority.values;
  const follow = (slot: number, reference: number): void => {
    const end = view.slotOf(reference);
    if (end === undefined || authorities[end] === authorities[slot]) return;
    linksOut[slot] = (linksOut[slot] as number) + 1;
    linksIn[end] = (linksIn[end] as number) + 1;
  };
  for (const slot of slots) follow(slot, columns.owners[slot] as number);
  for (const { values, starts } of [columns.standards, columns.serves, columns.derivedFrom, columns.links]) {
    for (const slot of slots) {
      const end = starts[slot + 1] as number;
      for (let at = starts[slot] as number; at < end; at++) follow(slot, values[at] as number);
    }
  }
  return { linksOut, linksIn };
}
