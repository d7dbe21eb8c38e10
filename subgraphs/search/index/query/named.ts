import type { RecordColumns } from '../columns/record-columns.js';

/** A live record that bears a name. */
export interface Named {
  readonly slot: number;
  /** Year of a standard's edition; empty for anything else. */
  readonly edition: string;
}

/**
 * Slots of records that bear one name, in the order in which they are meant by it. Whoever publishes decides on his
 * own edition and status only, so what he can't decide stands before them where it can: an edition of a year to come
 * goes last, and publishing again moves nobody.
 */
export function orderNamed(named: readonly Named[], columns: RecordColumns, bodies: ReadonlySet<string>, thisYear: number): readonly number[] {
  const keys = ({ slot, edition }: Named): readonly number[] => {
    const year = Number(edition);
    return [columns.inForce[slot] as number, bodies.has(columns.values.authority.text(slot)) ? 1 : 0, year <= thisYear + 1 ? 1 : 0, year];
  };
  const ranked = named.map((one) => ({ slot: one.slot, keys: keys(one) }));
  ranked.sort((a, b) => compareKeys(a.keys, b.keys) || Buffer.compare(columns.ids.bytes(a.slot), columns.ids.bytes(b.slot)));
  return ranked.map(({ slot }) => slot);
}

function compareKeys(a: readonly number[], b: readonly number[]): number {
  const differing = a.findIndex((key, index) => key !== b[index]);
  return differing < 0 ? 0 : (b[differing] as number) - (a[differing] as number);
}
