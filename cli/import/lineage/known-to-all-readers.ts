import { audienceOf, EVERYBODY, maySee, type Guarded, type Reader } from '../../../schema/audience.js';
import { parseId } from '../../../schema/ids.js';

type GuardedRecord = Guarded & { readonly id: string };

/** Staff of a member that no record names. */
const ANOTHER_MEMBER: Reader = { authorities: [''] };

/** Whether all who may know of a record may know of the other too, so that the one can name the other and tell nobody of it. */
export function isKnownToAllReaders(other: GuardedRecord, record: GuardedRecord): boolean {
  const [theirs, ours] = [audienceOf(other), audienceOf(record)];
  const readers = [EVERYBODY, ANOTHER_MEMBER, ...[...ours.named, ownerOf(record)].map((code): Reader => ({ authorities: [code] }))];
  return readers.every((reader) => !maySee(reader, ownerOf(record), ours) || maySee(reader, ownerOf(other), theirs));
}

function ownerOf({ id }: GuardedRecord): string {
  const parsed = parseId(id);
  return parsed.ok ? parsed.authority : '';
}
