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
 * Puts records that bear one name in the order in which they are meant by it. Whoever publishes decides on his own
 * edition and status only, so what he can't decide stands before them where it can: an edition of a year to come goes
 * last, and publishing again moves nobody.
 */
export function byMeaning(thisYear: number): (a: NamedRecord, b: NamedRecord) => number {
  const keys = ({ edition, isInForce, isOfBody }: NamedRecord): readonly number[] => {
    const year = Number(edition);
    return [Number(isInForce), Number(isOfBody), Number(year <= thisYear + 1), year];
  };
  return (a, b) => compareKeys(keys(a), keys(b)) || Buffer.compare(Buffer.from(a.id), Buffer.from(b.id));
}

/** Slots of records that bear one name, in that order. */
export function orderNamed(named: readonly Named[], columns: RecordColumns, bodies: ReadonlySet<string>, thisYear: number): readonly number[] {
  const compare = byMeaning(thisYear);
  return named
    .map(({ slot, edition }) => ({ slot, edition, id: columns.ids.get(slot), isInForce: columns.inForce[slot] === 1, isOfBody: bodies.has(columns.values.authority.text(slot)) }))
    .sort(compare)
    .map(({ slot }) => slot);
}

function compareKeys(a: readonly number[], b: readonly number[]): number {
  const differing = a.findIndex((key, index) => key !== b[index]);
  return differing < 0 ? 0 : (b[differing] as number) - (a[differing] as number);
}
