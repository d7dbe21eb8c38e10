import type { Collection, Db } from 'mongodb';
import type { MongoPlace } from '../mongo/mongo-place.js';
import { isDuplicateKey } from '../mongo/store-failure.js';
import { auditEntry, EMPTY_AUDIT, type AuditAct, type AuditEntry, type AuditHead, type AuditLog } from './audit-log.js';

interface EntryDoc extends Omit<AuditEntry, 'details'> {
  /** The number in twelve digits. */
  readonly _id: string;
  /** As JSON, so that its keys need obey no database. */
  readonly details: string;
}

/** A log in MongoDB, written by any number of processes: of two entries for one number the second finds it taken, and follows. */
export function openMongoAuditLog(place: MongoPlace): AuditLog {
  return new MongoAuditLog(place);
}

/** Indexes of the collection. Everything else is found by `_id`. */
export const createAuditIndexes = async (db: Db): Promise<void> => void (await entriesOf(db).createIndex({ act: 1, _id: -1 }, { name: 'act' }));

class MongoAuditLog implements AuditLog {
  readonly #place: MongoPlace;

  constructor(place: MongoPlace) {
    this.#place = place;
  }

  get reachable(): boolean {
    return this.#place.reachable;
  }

  append(act: AuditAct): Promise<AuditEntry> {
    return this.#place.run(async ({ db }) => {
      for (;;) {
        const entry = auditEntry(await headOf(db), act, new Date().toISOString());
        try {
          await entriesOf(db).insertOne({ _id: keyOf(entry.seq), ...entry, details: JSON.stringify(entry.details) });
          return entry;
        } catch (error) {
          if (!isDuplicateKey(error)) throw error;
        }
      }
    });
  }

  page(afterSeq: number, limit: number): Promise<readonly AuditEntry[]> {
    return this.#place.run(async ({ db }) => (await entriesOf(db).find({ _id: { $gt: keyOf(afterSeq) } }).sort({ _id: 1 }).limit(limit).toArray()).map(entryOf));
  }

  head(): Promise<AuditHead> {
    return this.#place.run(async ({ db }) => headOf(db));
  }

  last(act: string): Promise<AuditEntry | null> {
    return this.#place.run(async ({ db }) => (await entriesOf(db).find({ act }).sort({ _id: -1 }).limit(1).toArray()).map(entryOf)[0] ?? null);
  }

  async close(): Promise<void> {
    await this.#place.close();
  }
}

const entriesOf = (db: Db): Collection<EntryDoc> => db.collection('audit');
const keyOf = (seq: number): string => String(seq).padStart(12, '0');
const entryOf = ({ seq, at, actor, act, subject, details, before, hash }: EntryDoc): AuditEntry => ({ seq, at, actor, act, subject, before, hash, details: JSON.parse(details) as AuditEntry['details'] });

async function headOf(db: Db): Promise<AuditHead> {
  const [newest] = await entriesOf(db).find({}, { projection: { seq: 1, hash: 1 } }).sort({ _id: -1 }).limit(1).toArray();
  return newest ? { seq: newest.seq, hash: newest.hash } : EMPTY_AUDIT;
}
