import type { RecordColumns } from '../columns/record-columns.js';

/** A live record that bears a name. */
export interface Named {
  readonly slot: number;
  /** Year of a standard's edition; empty for anything else. */
  readonly edition: string;
}

/** What decides which of the records that bear one name is meant by it. */
export interface NamedRecord {
  readonly id: string;
  readonly edition: string;
  readonly isInForce: boolean;
  /** Whether it is of a national institution. */
  readonly isOfBody: boolean;
}

/**
 * Records that bear one name, in the order in which they are meant by it. Whoever publishes decides on his own
 * edition and status only, so what he can't decide stands before them where it can: an edition of a year to come goes
 * last, and publishing again moves nobody.
 */
export function inOrderOfMeaning<One extends NamedRecord>(named: readonly One[], thisYear: number): readonly One[] {
  // A name may be borne by tens of thousands: what decides is reckoned once for each, not for each comparison.
  return named
    .map((record) => ({ record, rank: rankOf(record, thisYear) }))
    .sort((a, b) => b.rank - a.rank || byId(a.record, b.record))
    .map(({ record }) => record);
}

const LATEST_YEAR = 9_999;

/** One number, of which each of these outweighs all that come after it. */
function rankOf({ edition, isInForce, isOfBody }: NamedRecord, thisYear: number): number {
  const year = Number(edition);
  return ((Number(isInForce) * 2 + Number(isOfBody)) * 2 + Number(year <= thisYear + 1)) * (LATEST_YEAR + 1) + year;
}

/** Ids are of digits, capitals and dashes: these have one order. */
const byId = (a: NamedRecord, b: NamedRecord): number => (a.id < b.id ? -1 : Number(a.id > b.id));

/** Slots of records that bear one name, in that order. */
export function orderNamed(named: readonly Named[], columns: RecordColumns, bodies: ReadonlySet<string>, thisYear: number): readonly number[] {
  const records = named.map(({ slot, edition }) => ({ slot, edition, id: columns.ids.get(slot), isInForce: columns.inForce[slot] === 1, isOfBody: bodies.has(columns.values.authority.text(slot)) }));
  return inOrderOfMeaning(records, thisYear).map(({ slot }) => slot);
}
