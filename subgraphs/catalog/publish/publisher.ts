import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { catalogError } from '../../../schema/errors.js';
import type { RecordInput } from '../../../schema/generated/catalog.js';
import { contentHash } from '../model.js';
import { requireServedId } from '../served-ids.js';
import { problem } from '../validate/report.js';
import { APPEND_LIMIT_BYTES, AppendTooLarge, VersionConflict, versionOf, type Change, type RecordStore } from '../stores/record-store.js';
import { validateRecord } from '../validate/validate-record.js';
import { planBatch, type Draft, type Outcome } from './batch-plan.js';
import { placeRecord } from './place-record.js';
import { namedSerials, readHoldings, type Serials } from './read-holdings.js';
import { planRetirement, type RetireRequest } from './retire-record.js';
import { SerialQueue } from './serial-queue.js';

export interface PublisherOptions {
  readonly store: RecordStore;
  /** Authorities of this node. */
  readonly served: ReadonlySet<string>;
  /** Called after each append, with the key of its log and the number of its entries. */
  readonly onAppend: (log: string, entries: number) => void;
  /** Told of each append before it is tried: one that rejects stops it. @default nobody is */
  readonly beforeAppend?: (log: string, changes: readonly Change[]) => Promise<void>;
  /** The clock that changes are stamped by. @default the system's */
  readonly now?: () => Date;
  /** How long a write is tried against other writers of the same store. @default 10000 */
  readonly contestMillis?: number;
}

export interface Retired {
  readonly id: string;
  /** False where it was retired before. */
  readonly changed: boolean;
  readonly version: number;
}

interface PlacedDraft extends Draft {
  readonly authority: string;
}

/** Who writes. */
export interface Writer {
  /** Name of the steward, for the log and its audit; null where there is none. */
  readonly author: string | null;
  /** Authorities of this node that it may write for. @default all */
  readonly authorities?: ReadonlySet<string> | undefined;
}

/** Whoever needs no name: a node without stewards. */
const SOMEBODY: Writer = { author: null };

/** Records of one append. Between two of them readers get their turn. */
const BATCH = 250;
const LONGEST_PAUSE_MILLIS = 100;

/** Publishes what stewards write: the only way into the logs. Calls are done one after the other. */
export class Publisher {
  readonly #store: RecordStore;
  readonly #all: ReadonlySet<string>;
  /** Of the call under way: they are done one after the other. */
  #writer: Writer = SOMEBODY;
  readonly #beforeAppend: (log: string, changes: readonly Change[]) => Promise<void>;
  readonly #onAppend: (log: string, entries: number) => void;
  readonly #now: () => Date;
  readonly #contestMillis: number;
  readonly #queue = new SerialQueue();

  constructor({ store, served, onAppend, beforeAppend = async () => undefined, now = () => new Date(), contestMillis = 10_000 }: PublisherOptions) {
    this.#store = store;
    this.#all = served;
    this.#beforeAppend = beforeAppend;
    this.#onAppend = onAppend;
    this.#now = now;
    this.#contestMillis = contestMillis;
  }

  /** Publishes what is valid; resolves when that is durable. Answers follow the order of `inputs`. */
  upsert(inputs: readonly RecordInput[], writer = SOMEBODY): Promise<readonly Outcome[]> {
    return this.#inTurn(writer, () => this.#upsert(inputs));
  }

  /** Withdraws a record. @throws BAD_ID, BAD_INPUT, NOT_SERVED_HERE, RECORD_NOT_FOUND */
  retire(request: RetireRequest, writer = SOMEBODY): Promise<Retired> {
    return this.#inTurn(writer, () => this.#untilNoConflict(() => this.#retire(request)));
  }

  #inTurn<Result>(writer: Writer, work: () => Promise<Result>): Promise<Result> {
    return this.#queue.run(() => {
      this.#writer = writer;
      return work();
    });
  }

  /** Authorities that the call under way may write for. */
  get #served(): ReadonlySet<string> {
    return this.#writer.authorities ?? this.#all;
  }

  async #upsert(inputs: readonly RecordInput[]): Promise<readonly Outcome[]> {
    const outcomes: Outcome[] = [];
    const drafts: PlacedDraft[] = [];
    for (const [index, input] of inputs.entries()) {
      if (index % BATCH === BATCH - 1) await nextTurn();
      const draft = await this.#draft(index, input);
      if ('outcome' in draft) outcomes.push(draft);
      else drafts.push(draft);
    }
    for (const [authority, some] of groupByAuthority(drafts)) outcomes.push(...(await this.#publish(authority, some)));
    return outcomes.sort((one, other) => one.index - other.index);
  }

  async #draft(index: number, input: RecordInput): Promise<PlacedDraft | Outcome> {
    const validated = validateRecord(input, this.#served);
    const { id } = validated;
    if (!validated.ok) return { index, outcome: 'REJECTED', id, problems: validated.problems };
    const place = await placeRecord(validated, this.#served, this.#store);
    if (typeof place !== 'string') return { index, outcome: 'REJECTED', id, problems: [place] };
    return { index, id, authority: place, content: validated.content, contentHash: contentHash(validated.content), saysAudience: input.audience != null };
  }

  async #publish(authority: string, drafts: readonly Draft[]): Promise<readonly Outcome[]> {
    const taken = namedSerials(drafts);
    const outcomes: Outcome[] = [];
    for (const batch of batches(drafts)) {
      await nextTurn();
      outcomes.push(...(await this.#untilNoConflict(() => this.#publishBatch(authority, batch, taken))));
    }
    return outcomes;
  }

  async #publishBatch(authority: string, drafts: readonly Draft[], taken: Serials): Promise<readonly Outcome[]> {
    const holdings = await readHoldings(this.#store, authority, drafts, taken);
    const { appends, outcomes } = planBatch(authority, drafts, holdings, this.#now().toISOString());
    try {
      for (const { log, changes } of appends) await this.#append(log, changes);
      return outcomes;
    } catch (error) {
      if (!(error instanceof AppendTooLarge)) throw error;
      return this.#publishInParts(authority, drafts, taken);
    }
  }

  /** A batch that the store can't write at once, for the sources of its records perhaps, in halves; a record that is too large by itself is rejected. */
  async #publishInParts(authority: string, drafts: readonly Draft[], taken: Serials): Promise<readonly Outcome[]> {
    const [only] = drafts as readonly [Draft];
    if (drafts.length === 1) return [{ index: only.index, outcome: 'REJECTED', id: only.id, problems: [problem('TOO_LARGE', '(record)', null, 'Expected a record that the store of this node can take but this one is too large, with all its sources: give it fewer sources or shorter texts.')] }];
    const half = Math.ceil(drafts.length / 2);
    const outcomes: Outcome[] = [];
    for (const some of [drafts.slice(0, half), drafts.slice(half)]) outcomes.push(...(await this.#untilNoConflict(() => this.#publishBatch(authority, some, taken))));
    return outcomes;
  }

  async #retire(request: RetireRequest): Promise<Retired> {
    const id = request.id.trim();
    const parsed = requireServedId(id, this.#served);
    const [stored = null] = await this.#store.getMany([id]);
    const change = planRetirement({ ...request, id }, parsed, stored, this.#now().toISOString());
    if (change && stored) await this.#append(stored.log, [change]);
    return { id, changed: change !== null, version: change?.published.body.version ?? versionOf(stored) };
  }

  async #append(log: string, changes: readonly Change[]): Promise<void> {
    if (changes.length === 0) return;
    const { author } = this.#writer;
    const authored = author === null ? changes : changes.map((change) => ({ ...change, author }));
    await this.#beforeAppend(log, authored);
    await this.#store.append(log, authored);
    this.#onAppend(log, changes.length);
  }

  /** @throws STORE_UNAVAILABLE where others were always first */
  async #untilNoConflict<Result>(work: () => Promise<Result>): Promise<Result> {
    const deadline = performance.now() + this.#contestMillis;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof VersionConflict)) throw error;
        if (performance.now() > deadline) throw catalogError('STORE_UNAVAILABLE', 'Other writers of this store were always first; nothing was written. Try again.', { retryable: true });
        await sleep(Math.random() * Math.min(2 ** attempt, LONGEST_PAUSE_MILLIS));
      }
    }
  }
}

/** Cuts drafts, in their order, into what one append may hold. */
function batches(drafts: readonly Draft[]): readonly (readonly Draft[])[] {
  const cut: Draft[][] = [];
  let bytes = 0;
  for (const draft of drafts) {
    const size = Buffer.byteLength(JSON.stringify(draft.content));
    const last = cut.at(-1);
    if (last === undefined || last.length === BATCH || bytes + size > APPEND_LIMIT_BYTES) {
      cut.push([draft]);
      bytes = size;
    } else {
      last.push(draft);
      bytes += size;
    }
  }
  return cut;
}

function groupByAuthority(drafts: readonly PlacedDraft[]): ReadonlyMap<string, readonly Draft[]> {
  const groups = new Map<string, Draft[]>();
  for (const draft of drafts) {
    const group = groups.get(draft.authority);
    if (group) group.push(draft);
    else groups.set(draft.authority, [draft]);
  }
  return groups;
}
