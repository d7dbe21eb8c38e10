import type { TreeHead } from '../merkle/consistency.js';
import { BadNote, formatNote, isSignedByKey, parseNote, signNote, type SignedNote } from './signed-note.js';
import type { NoteSigner } from './note-key.js';

/** The state of a log as its keeper signs it (C2SP tlog-checkpoint). */
export interface Checkpoint extends TreeHead {
  /** Names the log; also the name of the key that signs it. */
  readonly origin: string;
}

/** A checkpoint with the note that it was read from. */
export interface ReadCheckpoint extends Checkpoint {
  readonly note: SignedNote;
}

/**
 * Names a log: `ucat/310000`, `ucat/310000/MEMBER`. The one place that knows how.
 *
 * @param log key of the log, as schema/audience.ts makes it
 */
export const checkpointOrigin = (log: string): string => `ucat/${log}`;

export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${String(size)}\n${Buffer.from(root).toString('base64')}\n`;
}

/** Signs a checkpoint of a log, as text. @param signer signs by the log's keeper; its name is the origin */
export const signCheckpoint = (checkpoint: Checkpoint, signer: Omit<NoteSigner, 'name'>): string =>
  formatNote(signNote(formatCheckpoint(checkpoint), { name: checkpoint.origin, publicKey: signer.publicKey, sign: signer.sign }));

const BODY = /^([^\n]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n(?:[^\n]+\n)*$/;

/** Reads a signed checkpoint; says nothing of whether the signatures are right. @throws BadNote */
export function parseCheckpoint(text: string): ReadCheckpoint {
  const note = parseNote(text);
  const [, origin, size, hash] = BODY.exec(note.text) ?? [];
  const root = Buffer.from(hash ?? '', 'base64');
  if (origin === undefined || !Number.isSafeInteger(Number(size)) || root.toString('base64') !== hash) throw new BadNote('Expected a checkpoint: origin, size and root hash, a line each.');
  return { origin, size: Number(size), root, note };
}

/** Whether a checkpoint is of this log and signed by this key of its keeper. */
export const isCheckpointOf = ({ origin, note }: ReadCheckpoint, log: string, publicKey: string): boolean =>
  origin === checkpointOrigin(log) && isSignedByKey(note, { name: origin, publicKey });
