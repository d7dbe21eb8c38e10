import { countedSerial } from '../counted-serial.js';
import type { RecordKind } from '../model.js';
import type { RecordStore } from '../stores/record-store.js';
import { sourceKey, type Draft, type Holdings } from './batch-plan.js';

/** The highest serial of each kind. */
export type Serials = ReadonlyMap<RecordKind, number>;

/** Reads what the store holds of all that the drafts name. Serials up to `taken` are not minted. */
export async function readHoldings(store: RecordStore, authority: string, drafts: readonly Draft[], taken: Serials): Promise<Holdings> {
  const sources = drafts.flatMap(({ content }) => content.sources ?? []);
  const found = await store.findBySources(sources.map((source) => ({ ...source, authority })));
  const ids = [...new Set([...drafts.map(({ id }) => id), ...found].filter((id) => id !== null))];
  const stored = await store.getMany(ids);
  return {
    records: presentOnly(ids, stored),
    sources: presentOnly(sources.map(sourceKey), found),
    serials: await readSerials(store, authority, drafts, taken),
  };
}

/** The highest serials that drafts name themselves: no new record may take one, wherever in the request it stands. */
export function namedSerials(drafts: readonly Draft[]): Serials {
  const serials = new Map<RecordKind, number>();
  for (const { id } of drafts) {
    const serial = id === null ? null : countedSerial(id);
    if (serial) serials.set(serial.kind, Math.max(serials.get(serial.kind) ?? 0, serial.number));
  }
  return serials;
}

async function readSerials(store: RecordStore, authority: string, drafts: readonly Draft[], taken: Serials): Promise<Serials> {
  const kinds = [...new Set(drafts.map(({ content }) => content.kind))];
  const last = await Promise.all(kinds.map((kind) => store.lastSerial(authority, kind)));
  return new Map(kinds.map((kind, index) => [kind, Math.max(last[index] ?? 0, taken.get(kind) ?? 0)]));
}

function presentOnly<Value>(keys: readonly string[], values: readonly (Value | null)[]): ReadonlyMap<string, Value> {
  return new Map(keys.flatMap((key, index): [string, Value][] => (values[index] == null ? [] : [[key, values[index]]])));
}
