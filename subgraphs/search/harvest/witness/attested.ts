import { CompactRange } from '../../../../schema/merkle/index.js';
import { parseCheckpoint, type ReadCheckpoint } from '../../../../schema/signed-note/index.js';

/** What was verified of a log up to the place that it is read to. */
export interface Attested {
  /** Right edge of the tree over all entries that were read. */
  readonly range: CompactRange;
  /** The last checkpoint that these entries were seen to belong to; null where none was. It may be ahead of them. */
  readonly seen: SeenCheckpoint | null;
}

export interface SeenCheckpoint extends ReadCheckpoint {
  /** As it was received, with the signature of the witness below it. */
  readonly text: string;
  /** The key that signed it, 32 bytes in base64url. */
  readonly publicKey: string;
}

interface Kept {
  readonly range: string;
  readonly checkpoint?: string;
  readonly publicKey?: string;
}

/** Before the first entry. */
export const nothingRead = (): Attested => ({ range: new CompactRange(), seen: null });

export function formatAttested({ range, seen }: Attested): string {
  return JSON.stringify({ range: range.toString(), ...(seen && { checkpoint: seen.text, publicKey: seen.publicKey }) } satisfies Kept);
}

/** Reads what `formatAttested` wrote; null where it is missing, or is not of `seq` entries: then the log has to be read again. */
export function readAttested(text: string | null, seq: number): Attested | null {
  if (text === null) return seq === 0 ? nothingRead() : null;
  const found = parseAttested(text);
  return found?.range.size === seq ? found : null;
}

/** Null of what `formatAttested` did not write. */
export function parseAttested(text: string): Attested | null {
  try {
    const { range: edge, checkpoint, publicKey } = JSON.parse(text) as Kept;
    const range = CompactRange.parse(edge);
    return { range, seen: checkpoint === undefined || publicKey === undefined ? null : { ...parseCheckpoint(checkpoint), text: checkpoint, publicKey } };
  } catch {
    return null;
  }
}
