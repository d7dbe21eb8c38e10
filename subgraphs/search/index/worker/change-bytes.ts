import type { BatchToWrite, ChangeToWrite, EntryToWrite, PreparedChange } from '../prepared-batch.js';
import type { SetAside } from '../search-index.js';

const FIRST_BYTES = 1024 * 1024;
/** Most that is kept for the next changes: pages of long documents are rare. */
const MOST_KEPT_BYTES = 16 * 1024 * 1024;
/** Of a UTF-16 unit. */
const MOST_UTF8_BYTES = 3;
const HEAD_LENGTH_BYTES = 4;

/** What of a batch is prepared: its changes, and which of them can't be taken in. */
type Prepared = Pick<BatchToWrite, 'changes' | 'setAside'>;

/** The same with the lengths of texts in place of these. They stand before it, in its order, and the number of its own bytes behind. */
interface Head extends Pick<Prepared, 'setAside'> {
  readonly changes: readonly HeadOfChange[];
}

type HeadOfChange = Omit<PreparedChange, 'document' | 'entry'> & {
  readonly document: number;
  readonly entry: (Omit<EntryToWrite, 'facts' | 'tokens' | 'summaries'> & { readonly facts: number; readonly tokens: number; readonly summaries: readonly [number, number] }) | null;
};

/**
 * Makes bytes of changes while they are prepared: of each nothing is left but its bytes before the next one is made, so none
 * of them grows old in the memory of the thread. Texts are in UTF-8 then, as the engine takes them.
 */
export class ChangeEncoder {
  #bytes = Buffer.allocUnsafeSlow(FIRST_BYTES);
  #length = 0;

  /** Bytes that are kept for the next changes. */
  get kept(): number {
    return this.#bytes.length;
  }

  /** @param prepare gives the changes one by one to the function that it is given, and returns what is to be set aside */
  encode(prepare: (take: (change: PreparedChange) => void) => readonly SetAside[]): Uint8Array {
    this.#length = 0;
    try {
      const changes: HeadOfChange[] = [];
      const setAside = prepare((change) => changes.push(this.#put(change)));
      const headLength = this.#write(JSON.stringify({ changes, setAside } satisfies Head));
      this.#ensure(HEAD_LENGTH_BYTES);
      this.#length = this.#bytes.writeUInt32LE(headLength, this.#length);
      // A copy that is as long as it must be: it changes hands.
      return new Uint8Array(this.#bytes.subarray(0, this.#length));
    } finally {
      if (this.#bytes.length > MOST_KEPT_BYTES) this.#bytes = Buffer.allocUnsafeSlow(FIRST_BYTES);
    }
  }

  #put({ document, entry, ...rest }: PreparedChange): HeadOfChange {
    return { ...rest, document: this.#write(document), entry: entry && this.#putEntry(entry) };
  }

  #putEntry({ facts, tokens, summaries: [zh, en], modified, names }: NonNullable<PreparedChange['entry']>): NonNullable<HeadOfChange['entry']> {
    return { facts: this.#write(facts), tokens: this.#write(tokens), summaries: [this.#write(zh), this.#write(en)], modified, names };
  }

  /** @returns how many bytes it has */
  #write(text: string): number {
    this.#ensure(text.length * MOST_UTF8_BYTES);
    const written = this.#bytes.write(text, this.#length);
    this.#length += written;
    return written;
  }

  #ensure(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(this.#bytes.length * 2, this.#length + more));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}

/** What is in the bytes that `ChangeEncoder` made. Its texts are views of these. */
export function decodeChanges(bytes: Uint8Array): Prepared {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = buffer.length - HEAD_LENGTH_BYTES;
  const head = JSON.parse(buffer.toString('utf8', end - buffer.readUInt32LE(end), end)) as Head;
  let at = 0;
  const text = (length: number): Uint8Array => bytes.subarray(at, (at += length));
  const changes = head.changes.map(({ document, entry, ...rest }): ChangeToWrite => ({
    ...rest,
    document: text(document),
    entry: entry && { facts: text(entry.facts), tokens: text(entry.tokens), summaries: [text(entry.summaries[0]), text(entry.summaries[1])], modified: entry.modified, names: entry.names },
  }));
  return { changes, setAside: head.setAside };
}
