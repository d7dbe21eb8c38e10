import { parseId, type RecordId } from '../../schema/ids.js';

/** The number in a serial of the ten digits that nodes count in; null for a serial of any other form. */
export function countedSerial(id: string): (RecordId & { readonly number: number }) | null {
  const parsed = parseId(id);
  return parsed.ok && /^\d{10}$/.test(parsed.serial) ? { ...parsed, number: Number(parsed.serial) } : null;
}
