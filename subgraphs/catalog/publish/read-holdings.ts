import { parseId } from '../../../schema/ids.js';
import type { RecordKind } from '../model.js';
import type { RecordStore } from '../stores/record-store.js';
import { sourceKey, type Draft, type Holdings } from './batch-plan.js';

/** Reads what the store holds of all that the drafts name. `taken` are ids that must not be minted. */
export async function readHoldings(store: RecordStore, authority: string, drafts: readonly Draft[], taken: readonly string[]): Promise<Holdings> {
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

async function readSerials(store: RecordStore, authority: string, drafts: readonly Draft[], taken: readonly string[]): Promise<ReadonlyMap<RecordKind, number>> {
  const serials = new Map<RecordKind, number>();
  for (const kind of new Set(drafts.map(({ content }) => content.kind))) serials.set(kind, await store.lastSerial(authority, kind));
  for (const id of taken) {
    const parsed = parseId(id);
    if (parsed.ok && /^\d{10}$/.test(parsed.serial)) serials.set(parsed.kind, Math.max(serials.get(parsed.kind) ?? 0, Number(parsed.serial)));
  }
  return serials;
}

function presentOnly<Value>(keys: readonly string[], values: readonly (Value | null)[]): ReadonlyMap<string, Value> {
  return new Map(keys.flatMap((key, index): [string, Value][] => (values[index] == null ? [] : [[key, values[index]]])));
}
