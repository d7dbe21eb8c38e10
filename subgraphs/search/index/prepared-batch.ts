import { readLogKey } from '../../../schema/audience.js';
import type { IndexEntry } from '../model/index-entry.js';
import { readDocument, UnreadableDocument, type PublishedDocument } from '../model/published-document.js';
import { mayBeIndexed, shownBy } from '../model/shown-by.js';
import type { ChangeBatch, RecordChange, SetAside } from './search-index.js';

/** A change with all that is written of it. */
export interface PreparedChange extends RecordChange {
  /** Null where the change is a tombstone. */
  readonly entry: IndexEntry | null;
}

/** A batch whose documents have been read and their texts analysed: what is left to do is to write it. */
export interface PreparedBatch extends Omit<ChangeBatch, 'changes'> {
  /** Key of the log. */
  readonly log: string;
  readonly changes: readonly PreparedChange[];
}

/** A text that is only written: a string, or its UTF-8 where it came from another thread. */
export type WrittenText = string | Uint8Array;

/** What a writer takes of an entry. */
export interface EntryToWrite extends Omit<IndexEntry, 'facts' | 'tokens' | 'summaries'> {
  readonly facts: WrittenText;
  readonly tokens: WrittenText;
  readonly summaries: readonly [zh: WrittenText, en: WrittenText];
}

/** What a writer takes of a change. */
export interface ChangeToWrite extends Omit<PreparedChange, 'entry' | 'document'> {
  readonly document: WrittenText;
  readonly entry: EntryToWrite | null;
}

/** What a writer takes. */
export interface BatchToWrite extends Omit<PreparedBatch, 'changes'> {
  readonly changes: readonly ChangeToWrite[];
}

export const readText = (text: WrittenText): string => (typeof text === 'string' ? text : Buffer.from(text.buffer, text.byteOffset, text.length).toString());

/** Makes an index entry of a document in the log of this name, published at this moment; empty where that is not known. */
export type EntryBuilder = (document: PublishedDocument, logName: string, published: string) => IndexEntry;

/**
 * Makes the function that prepares batches. A document that is no record, or is for fewer than may read its log, is set
 * aside with the reason. @throws TypeError for a log that may not leave its node
 */
export function createBatchPreparer(indexEntry: EntryBuilder) {
  const prepareChanges = createChangePreparer(indexEntry);
  return function prepareBatch(log: string, { changes, setAside, position }: ChangeBatch): PreparedBatch {
    const prepared: PreparedChange[] = [];
    const unreadable = prepareChanges(log, changes, (change) => prepared.push(change));
    return { log, changes: prepared, setAside: [...setAside, ...unreadable], position };
  };
}

/** Makes the function that does so change by change: each is given to `take` as soon as it is ready, and what is to be set aside is returned. */
export function createChangePreparer(indexEntry: EntryBuilder) {
  return function prepareChanges(log: string, changes: readonly RecordChange[], take: (change: PreparedChange) => void): readonly SetAside[] {
    const { logName } = readLogKey(log);
    if (!mayBeIndexed(logName)) throw new TypeError(`Expected a log that may leave its node but got ${log}.`);
    const unreadable: SetAside[] = [];
    for (const change of changes) {
      try {
        take({ ...change, entry: change.op === 'UPSERT' ? entryOf(change, logName, indexEntry) : null });
      } catch (error) {
        if (!(error instanceof UnreadableDocument)) throw error;
        unreadable.push({ seq: change.seq, id: change.id, version: change.version, op: change.op, reason: error.message });
      }
    }
    return unreadable;
  };
}

function entryOf({ id, at = '', document: text }: RecordChange, logName: string, indexEntry: EntryBuilder): IndexEntry {
  const document = readDocument(id, text);
  if (shownBy(logName, document.audience) !== logName) throw new UnreadableDocument('Its text is for fewer than may read its log.');
  return indexEntry(document, logName, at);
}
