import type { IndexEntry } from '../model/index-entry.js';
import { readDocument, UnreadableDocument, type PublishedDocument } from '../model/published-document.js';
import type { ChangeBatch, RecordChange, SetAside } from './search-index.js';

/** A change with all that is written of it. */
export interface PreparedChange extends RecordChange {
  /** Null where the change is a tombstone. */
  readonly entry: IndexEntry | null;
}

/** A batch whose documents have been read and their texts analysed: what is left to do is to write it. */
export interface PreparedBatch extends Omit<ChangeBatch, 'changes'> {
  readonly authority: string;
  readonly changes: readonly PreparedChange[];
}

/** Makes the function that prepares batches. A document that is no record is set aside with the reason. */
export function createBatchPreparer(indexEntry: (document: PublishedDocument) => IndexEntry) {
  return function prepareBatch(authority: string, { changes, setAside, position }: ChangeBatch): PreparedBatch {
    const prepared: PreparedChange[] = [];
    const unreadable: SetAside[] = [...setAside];
    for (const change of changes) {
      try {
        prepared.push({ ...change, entry: change.op === 'UPSERT' ? indexEntry(readDocument(change.id, change.document)) : null });
      } catch (error) {
        if (!(error instanceof UnreadableDocument)) throw error;
        unreadable.push({ seq: change.seq, id: change.id, version: change.version, op: change.op, reason: error.message });
      }
    }
    return { authority, changes: prepared, setAside: unreadable, position };
  };
}
