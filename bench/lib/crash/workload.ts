import type { RecordInput } from '../../../schema/generated/catalog.js';
import { logKey } from '../../../schema/audience.js';
import { formatId } from '../../../schema/ids.js';

export const AUTHORITY = 'CRASH';
export const SYSTEM = 'crash';

/** Audiences that records get, and the keys of their logs. */
const AUDIENCES = ['PUBLIC', 'MEMBER', 'OWNER'] as const;
export const LOGS: readonly string[] = AUDIENCES.map((audience) => logKey(AUTHORITY, audience));

/** What a writer does next. */
export type Act =
  | { readonly op: 'UPSERT'; readonly inputs: readonly SourcedInput[] }
  | { readonly op: 'RETIRE'; readonly id: string; readonly source: string };

/** A record known by its first source, whoever wrote it. */
export interface SourcedInput {
  readonly source: string;
  readonly title: string;
  readonly input: RecordInput;
}

export interface WorkloadOptions {
  readonly random: () => number;
  /** Sources that all writers draw from; the first ones far more often than the rest. */
  readonly pool: number;
  /** Told apart in titles. */
  readonly writer: string;
}

const HOT = 20;
/** Records of one upsert: mostly few, as by hand, sometimes many, as by an import. */
const FEW = 6;
const MANY = 60;

/** Random upserts, updates, changes of audience, tombstones and revivals of records that other writers change at the same time. */
export class Workload {
  readonly #options: WorkloadOptions;
  /** Ids by source, as far as this writer has met them. */
  readonly #ids = new Map<string, string>();
  #acts = 0;

  constructor(options: WorkloadOptions) {
    this.#options = options;
  }

  next(): Act {
    this.#acts += 1;
    const known = [...this.#ids];
    const [source, id] = known[this.#below(known.length)] ?? [];
    if (source !== undefined && id !== undefined && this.#chance(0.35)) return { op: 'RETIRE', id, source };
    const count = 1 + this.#below(this.#chance(0.04) ? MANY : FEW);
    const numbers = new Set(Array.from({ length: count }, () => this.#pick()));
    return { op: 'UPSERT', inputs: [...numbers].map((number) => this.#record(number)) };
  }

  /** What a source was answered to be. */
  learn(source: string, id: string): void {
    this.#ids.set(source, id);
  }

  #pick(): number {
    return this.#below(this.#chance(0.5) ? Math.min(HOT, this.#options.pool) : this.#options.pool);
  }

  #record(number: number): SourcedInput {
    const source = String(number);
    const id = this.#ids.get(source);
    // One title in five is said again and again, so that some upserts change nothing.
    const title = this.#chance(0.2) ? `Record ${source}` : `Record ${source} by ${this.#options.writer}, act ${String(this.#acts)}`;
    const sources = [{ system: SYSTEM, identifier: source }, ...(id === undefined ? [] : this.#alias(number))];
    // Most say nothing of who may know of it, as imports do; the others move it from log to log.
    const audience = this.#chance(0.25) ? { audience: AUDIENCES[this.#below(AUDIENCES.length)] as string } : {};
    const common = { id, sources, titles: [{ lang: 'en', text: title }], ...audience } as const;
    return { source, title, input: withoutUndefined(number % 2 === 0 ? { ...common, kind: 'ORGANIZATION' } : { ...DATASET, ...common }) };
  }

  /** A second source, taken and given up: two records want it, and only one may have it. */
  #alias(number: number): readonly { readonly system: string; readonly identifier: string }[] {
    return this.#chance(0.3) ? [{ system: SYSTEM, identifier: `shared ${String(Math.floor(number / 4))}` }] : [];
  }

  #chance = (share: number): boolean => this.#options.random() < share;

  #below = (limit: number): number => Math.floor(this.#options.random() * limit);
}

const DATASET: RecordInput = {
  kind: 'DATASET',
  titles: [],
  descriptions: [{ lang: 'en', text: 'Changed again and again by several writers, some of which die while they do it.' }],
  owner: formatId(AUTHORITY, 'ORGANIZATION', 1),
  themes: ['other'],
  region: '100000',
  frequency: 'DAILY',
  shareType: 'UNCONDITIONAL',
  openness: 'OPEN',
};

const withoutUndefined = ({ id, ...rest }: Omit<RecordInput, 'id'> & { readonly id: string | undefined }): RecordInput => (id === undefined ? rest : { id, ...rest }) as RecordInput;
