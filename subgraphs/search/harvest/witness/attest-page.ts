import { sameHash, verifyConsistency, type CompactRange, type Hash, type TreeHead } from '../../../../schema/merkle/index.js';
import { BadNote, cosign, formatNote, isCheckpointOf, parseCheckpoint, withSignatures, type NoteSigner, type ReadCheckpoint } from '../../../../schema/signed-note/index.js';
import { BadPage, Diverged } from '../change-page.js';
import type { Attested, SeenCheckpoint } from './attested.js';

/** A page of a log as far as its tree goes. */
export interface TreePage {
  /** Leaf hashes of its entries. */
  readonly leaves: readonly Hash[];
  /** Number of the newest entry, by the node's word. */
  readonly head: number;
  /** The signed checkpoint at `head`; null where the node gives none. */
  readonly checkpoint: string | null;
}

export interface AttestOptions {
  /** Key of the log, as schema/audience.ts makes it. */
  readonly log: string;
  /** The node's key, by the registry; null where it names none. */
  readonly publicKey: string | null;
  /** Whether a page without a checkpoint is refused. */
  readonly required: boolean;
  /** Signs checkpoints that were verified; null where nobody does. */
  readonly witness: NoteSigner | null;
  /** The node's proof that the tree of `from` entries begins that of `to`; null where it gives none. */
  readonly proof: (from: number, to: number) => Promise<readonly Hash[] | null>;
  readonly now: () => Date;
  /** Whether the page is only put beside others: then all of them are proved together by the last. @default false */
  readonly later?: boolean;
}

/** A page that is not signed as it has to be: nothing of it is taken in. The message says what is wrong. */
export class Untrusted extends Error {
  override readonly name = 'Untrusted';
}

/** The node has signed two histories of one log. Both checkpoints are the evidence, for whoever has its key. */
export class Contradicted extends Diverged {
  override readonly name = 'Contradicted';
  readonly known: string;
  readonly told: string;

  constructor(log: string, known: SeenCheckpoint, told: ReadCheckpoint & { readonly text: string }) {
    super(`The node signed two histories of ${log}: one of ${String(known.size)} entries, and one of ${String(told.size)} that is not its continuation.`, told.size);
    this.known = known.text;
    this.told = told.text;
  }
}

type Told = ReadCheckpoint & { readonly text: string };

/**
 * Verifies a page by its leaves: that they belong to the tree which the node signed, and that this tree goes on from the
 * one that was seen before.
 *
 * @throws BadPage where the entries are not those of the tree; asking again may help
 * @throws Untrusted where the checkpoint is missing though it has to be there, or is signed by another key
 * @throws Contradicted where the node has signed two histories
 * @throws Diverged where the signed tree is smaller than the one seen before
 */
export async function attestPage(before: Attested, page: TreePage, options: AttestOptions): Promise<Attested> {
  const told = readTold(before, page, options);
  if (told === null) return { range: grown(before.range, page.leaves), seen: before.seen };
  const { seen } = before;
  if (seen && told.size < seen.size) throw new Diverged(`Expected a signed log of at least ${String(seen.size)} entries but got one of ${String(told.size)}.`, told.size);
  const range = before.range.clone();
  let passesSeen = true;
  for (const leaf of page.leaves) {
    range.append(leaf);
    if (seen?.size === range.size && !sameHash(seen.root, range.root)) passesSeen = false;
  }
  const holds = passesSeen && (await continues(seen, range, told, options)) && (options.later === true || (await isBeginningOf(range, told, options)));
  if (!holds) await blame(seen, told, options);
  const isKnown = seen?.note.text === told.note.text && seen.publicKey === options.publicKey;
  return { range, seen: isKnown ? seen : cosigned(told, options) };
}

/** Looks whether the checkpoint of a page, of whatever entries, goes on from the one that was seen. @throws Contradicted where it does not */
export async function confront(seen: SeenCheckpoint, { head, checkpoint }: Pick<TreePage, 'head' | 'checkpoint'>, options: AttestOptions): Promise<void> {
  const told = readTold({ seen }, { head, checkpoint, leaves: [] }, options);
  if (told !== null && told.size >= seen.size && !(await isBeginningOf(seen, told, options))) throw new Contradicted(options.log, seen, told);
}

/** The page's checkpoint where it is rightly signed; null where there is none to look at. */
function readTold({ seen }: Pick<Attested, 'seen'>, { head, checkpoint, leaves }: TreePage, { log, publicKey, required }: AttestOptions): Told | null {
  if (publicKey === null || checkpoint === null) {
    if (required || (publicKey !== null && seen !== null)) throw new Untrusted(publicKey === null ? 'The registry names no key for the node, and checkpoints have to be signed.' : 'The node gives no signed checkpoint of its log.');
    return null;
  }
  const told = readNote(checkpoint);
  if (told.size !== head) throw new BadPage(`Expected a checkpoint of ${String(head)} entries but got one of ${String(told.size)}.`);
  if (isCheckpointOf(told, log, publicKey)) return told;
  if (seen === null || !isCheckpointOf(told, log, seen.publicKey)) throw new Untrusted("The checkpoint is not signed by the key that the registry names for this log's node.");
  // What it had signed before its key changed stays right; nothing new can be said with it.
  if (leaves.length > 0 || told.note.text !== seen.note.text) throw new Untrusted('The checkpoint is signed by the key that the node had before: the registry names another one now.');
  return null;
}

function readNote(text: string): Told {
  try {
    return { ...parseCheckpoint(text), text };
  } catch (error) {
    if (error instanceof BadNote) throw new BadPage(error.message);
    throw error;
  }
}

function grown(before: CompactRange, leaves: readonly Hash[]): CompactRange {
  const range = before.clone();
  for (const leaf of leaves) range.append(leaf);
  return range;
}

/** Whether a checkpoint that is ahead of the entries begins the new one. One that they have passed was compared on the way. */
async function continues(seen: SeenCheckpoint | null, { size }: CompactRange, told: Told, options: AttestOptions): Promise<boolean> {
  return seen === null || seen.size <= size || isBeginningOf(seen, told, options);
}

/** Whether a tree is the beginning of the signed one. */
async function isBeginningOf({ size, root }: TreeHead, told: Told, { proof }: AttestOptions): Promise<boolean> {
  if (size === told.size) return sameHash(root, told.root);
  if (size === 0) return true;
  const hashes = size < told.size ? await proof(size, told.size) : null;
  return hashes !== null && verifyConsistency({ size, root }, told, hashes);
}

/** Whose fault it is that entries do not lead to the signed tree: of this page, or of a history that is another one. */
async function blame(seen: SeenCheckpoint | null, told: Told, options: AttestOptions): Promise<never> {
  if (seen && seen.size > 0 && !(await isBeginningOf(seen, told, options))) throw new Contradicted(options.log, seen, told);
  throw new BadPage(`The entries are not those of the ${String(told.size)} that the node signed.`);
}

function cosigned(told: Told, { witness, publicKey, now }: AttestOptions): SeenCheckpoint {
  const note = witness ? withSignatures(told.note, [cosign(told.note, witness, now())]) : told.note;
  return { ...told, note, text: formatNote(note), publicKey: publicKey as string };
}
