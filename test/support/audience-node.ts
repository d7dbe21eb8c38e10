import { mkdtempSync, rmSync } from 'node:fs';
import { graphql } from 'graphql';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { RecordInput } from '../../schema/generated/catalog.js';
import { ChangeFeed } from '../../subgraphs/catalog/log/change-feed.js';
import { LogTree } from '../../subgraphs/catalog/log/log-tree.js';
import { verifyLog } from '../../subgraphs/catalog/log/verify-log.js';
import { nodeSchema } from '../../subgraphs/catalog/main.js';
import { Publisher } from '../../subgraphs/catalog/publish/publisher.js';
import { createContext } from '../../subgraphs/catalog/resolvers/index.js';
import { OPEN_GATE } from '../../subgraphs/catalog/stewards/steward-gate.js';
import { openLibsqlRecordStore } from '../../subgraphs/catalog/stores/libsql-record-store.js';
import type { RecordStore } from '../../subgraphs/catalog/stores/record-store.js';
import { requestScope, scopeOfIdentity } from '../../subgraphs/kit/observe/request-scope.js';
import { ANONYMOUS, type Viewer } from '../../subgraphs/kit/viewer.js';

/* A node over a store, with records of every audience: what it publishes, and what each viewer has of it. */

export const A = '310000';
const logger = pino({ level: 'silent' });
const schema = nodeSchema();
const staffOf = (...authorities: readonly string[]): Viewer => ({ subject: 'somebody', authorities, roles: [] });
export const VIEWERS: Readonly<Record<string, Viewer>> = { public: ANONYMOUS, member: staffOf('MOT'), named: staffOf('MEE'), owner: staffOf(A), index: { subject: 'index', authorities: [], roles: ['INDEX'] } };
export const everything = { afterSeq: 0, limit: 10_000, limitBytes: 1e9 };

/** What a record may say of who may know of it. */
export const SAYS = {
  nothing: {},
  public: { audience: 'PUBLIC' },
  member: { audience: 'MEMBER' },
  named: { audience: 'NAMED', named: ['MEE', '330000'] },
  owner: { audience: 'OWNER' },
} as const satisfies Record<string, Partial<RecordInput>>;
export type Word = keyof typeof SAYS;

/** Where a node keeps its records, and nobody else. */
export interface AudiencePlace {
  readonly store: RecordStore;
  /** After the store was closed. */
  readonly remove: () => Promise<void>;
}

export function embeddedPlace(): AudiencePlace {
  const folder = mkdtempSync(join(tmpdir(), 'audiences-'));
  return { store: openLibsqlRecordStore({ path: join(folder, 'catalog.db'), logger }), remove: async () => rmSync(folder, { recursive: true }) };
}

export class AudienceNode implements AsyncDisposable {
  readonly #place: AudiencePlace;
  readonly #feed: ChangeFeed;
  /** Appends that are still let through; the process dies before the next. */
  #appends = Infinity;
  #tick = 0;
  #publisher: Publisher;

  constructor(place: AudiencePlace) {
    this.#place = place;
    this.#feed = new ChangeFeed(place.store);
    this.#publisher = this.#start();
  }

  get store(): RecordStore {
    return this.#place.store;
  }

  #start(): Publisher {
    return new Publisher({
      store: this.store,
      served: new Set([A]),
      onAppend: () => undefined,
      beforeAppend: async () => {
        this.#appends -= 1;
        if (this.#appends < 0) throw new Error('killed');
      },
      now: () => new Date(Date.UTC(2026, 0, 1) + this.#tick * 1_000),
    });
  }

  /** Sets the clock. */
  at(tick: number): void {
    this.#tick = tick;
  }

  /** Null where the process died, which it does before it has made one append more than `appends`. */
  async publish(inputs: readonly RecordInput[], appends = Infinity) {
    this.#appends = appends;
    try {
      return await this.#publisher.upsert(inputs);
    } catch (error) {
      if ((error as Error).message !== 'killed') throw error;
      return null;
    } finally {
      this.#appends = Infinity;
      this.#publisher = this.#start();
    }
  }

  async retire(id: string): Promise<void> {
    await this.#publisher.retire({ id, reason: 'merged' });
  }

  /** All that a viewer can ask, as text. */
  async seenBy(viewer: Viewer, ids: readonly string[]): Promise<string> {
    const services = { store: this.store, feed: this.#feed, served: new Set([A]), publisher: this.#publisher, proofs: { tree: new LogTree({ store: this.store, key: () => null }), logs: this.store } };
    const contextValue = createContext(services, OPEN_GATE, scopeOfIdentity(requestScope('test-request', logger), { viewer, caller: null }));
    const { data } = await graphql({ schema, contextValue, source: `{ logs(authority: "${A}") { name head audience named } }` });
    const names = (data?.['logs'] as { name: string }[]).map(({ name }) => name);
    const logs = ['PUBLIC', 'MEMBER', 'OWNER', 'NAMED:330000,MEE', 'NAMED:MOT', 'nonsense'].map((log, index) => `l${String(index)}: changes(authority: "${A}", log: "${log}") { head live digest cursor entries { seq id version op at recordHash document } } p${String(index)}: logProof(authority: "${A}", log: "${log}", from: 1) { hashes }`);
    const fields = 'id version title modified audience named provenance { log leafIndex recordHash inclusionProof }';
    const records = ids.map((id, index) => `r${String(index)}: record(id: "${id}") { ${fields} } h${String(index)}: history(id: "${id}") { next versions { version op at log leafIndex author document } }`);
    const entities = `_entities(representations: [${ids.map((id) => `{ __typename: "Organization", id: "${id}" }`).join()}]) { ... on Organization { ${fields} parent { title } } }`;
    const answer = await graphql({ schema, contextValue, source: `{ ${[...logs, ...records, entities].join('\n')} organization(uscc: "91350100M000100Y43") { id title } }` });
    // Fields are answered side by side: only which errors there are is an answer.
    const errors = (answer.errors ?? []).map((error) => JSON.stringify(error)).sort();
    return JSON.stringify({ names, ...answer, errors }, null, 1);
  }

  /** What does not agree in any of the logs. */
  async problems(): Promise<readonly string[]> {
    const found: string[] = [];
    for (const log of await this.store.logsOf(A)) found.push(...(await verifyLog(this.store, log)));
    return found;
  }

  /** Ids of the records that came from sources 0, 1, …; null where there is none. */
  async ids(count: number): Promise<readonly (string | null)[]> {
    return this.store.findBySources(Array.from({ length: count }, (_, index) => ({ authority: A, system: 's', identifier: String(index) })));
  }

  /** `<op> <version>` of every entry, by the key of its log. */
  async logs(): Promise<Readonly<Record<string, readonly string[]>>> {
    const found: Record<string, readonly string[]> = {};
    for (const log of await this.store.logsOf(A)) found[log] = (await this.store.changes(log, everything)).entries.map(({ op, version }) => `${op} ${String(version)}`);
    return found;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.store.close();
    await this.#place.remove();
  }
}

export const slotInput = (slot: number, text: string, says: Partial<RecordInput> = {}): RecordInput => ({ kind: 'ORGANIZATION', titles: [{ lang: 'zh', text }], sources: [{ system: 's', identifier: String(slot) }], ...says });
