import { audienceOf, EVERYBODY, maySee, type Guarded, type Reader } from '../../../schema/audience.js';
import { authorityIn } from '../../../schema/ids.js';

type GuardedRecord = Guarded & { readonly id: string };

/** Staff of a member that no record names. */
const ANOTHER_MEMBER: Reader = { authorities: [''] };

/** Whether all who may know of a record may know of the other too, so that the one can name the other and tell nobody of it. */
export function isKnownToAllReaders(other: GuardedRecord, record: GuardedRecord): boolean {
  const [theirs, ours] = [audienceOf(other), audienceOf(record)];
  const readers = [EVERYBODY, ANOTHER_MEMBER, ...[...ours.named, authorityIn(record.id)].map((code): Reader => ({ authorities: [code] }))];
  return readers.every((reader) => !maySee(reader, authorityIn(record.id), ours) || maySee(reader, authorityIn(other.id), theirs));
}
