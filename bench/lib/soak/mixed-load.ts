import { setTimeout as delay } from 'node:timers/promises';
import type { RecordInput } from '../../../schema/generated/catalog.js';
import type { TransportAnswer } from '../../../subgraphs/kit/transport/transport.js';
import { chaosBody, judge } from '../chaos/chaos-query.js';
import type { FaultNation } from '../chaos/fault-nation.js';
import { nationAuthorities, nationRecords, TOPICS } from '../nation-records.js';

const PAGE = 'query ($query: String!, $after: String) { search(query: $query, first: 20, after: $after) { pageInfo { endCursor } edges { node { id title } } } }';
const SUGGEST = 'query ($prefix: String!) { suggest(prefix: $prefix) { __typename } }';
const UPSERT = 'mutation ($records: [RecordInput!]!) { upsertRecords(records: $records) { outcome } }';

export type LoadKind = 'search and record' | 'two pages' | 'suggestion' | 'write';

/** How many of a kind were right and how many were not. */
export interface KindCount {
  right: number;
  wrong: number;
}

export interface MixedLoadOptions {
  readonly nation: FaultNation;
  readonly nodes: number;
  readonly perSecond: number;
  /** Authorities that are not written to: their nodes come and go. */
  readonly unwritten: readonly string[];
}

const TURNS: readonly LoadKind[] = ['search and record', 'suggestion', 'search and record', 'write', 'two pages'];
const PATIENCE_MILLIS = 15_000;

/** Searches with records, pages, suggestions and writes in turn, so many a second whatever becomes of them. */
export class MixedLoad {
  readonly counts: Readonly<Record<LoadKind, KindCount>> = { 'search and record': { right: 0, wrong: 0 }, 'two pages': { right: 0, wrong: 0 }, suggestion: { right: 0, wrong: 0 }, write: { right: 0, wrong: 0 } };
  readonly #options: MixedLoadOptions;
  readonly #written: readonly (readonly [authority: string, record: RecordInput])[];
  readonly #ending = new AbortController();
  readonly #running: Promise<void>;

  constructor(options: MixedLoadOptions) {
    this.#options = options;
    const { nodes, unwritten } = options;
    const records = nationRecords(nationAuthorities(nodes));
    this.#written = nationAuthorities(nodes).filter((code) => !unwritten.includes(code)).flatMap((code) => (records.get(code) ?? []).filter(({ kind }) => kind === 'DATASET').map((record) => [code, record] as const));
    this.#running = this.#run();
  }

  /** Ends the load and waits for what is under way. */
  async close(): Promise<void> {
    this.#ending.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const started = performance.now();
    const underWay = new Set<Promise<void>>();
    for (let n = 0; !this.#ending.signal.aborted; n += 1) {
      const wait = started + (n * 1_000) / this.#options.perSecond - performance.now();
      if (wait > 0) await delay(wait, undefined, { signal: this.#ending.signal }).catch(() => undefined);
      const one = this.#count(n).finally(() => underWay.delete(one));
      underWay.add(one);
    }
    await Promise.all(underWay);
  }

  async #count(n: number): Promise<void> {
    const kind = TURNS[n % TURNS.length] as LoadKind;
    const isRight = await this.#one(kind, n).catch(() => false);
    this.counts[kind][isRight ? 'right' : 'wrong'] += 1;
  }

  async #one(kind: LoadKind, n: number): Promise<boolean> {
    const query = TOPICS[n % TOPICS.length] as string;
    if (kind === 'suggestion') return ((await this.#ask(n, SUGGEST, { prefix: query.slice(0, 2) })).data?.['suggest'] as readonly unknown[] | null | undefined)?.length !== undefined;
    if (kind === 'write') return this.#write(n);
    if (kind === 'two pages') return this.#pages(n, query);
    const body = chaosBody(n, this.#options.nodes);
    const { query: text, variables } = JSON.parse(body) as { readonly query: string; readonly variables: Readonly<Record<string, unknown>> };
    const { search, records, direct } = judge(JSON.stringify(await this.#ask(n, text, variables)), body);
    return search && records && direct;
  }

  async #pages(n: number, query: string): Promise<boolean> {
    const page = async (after: string | null) => (await this.#ask(n, PAGE, { query, after })).data?.['search'] as { readonly pageInfo: { readonly endCursor: string }; readonly edges: readonly { readonly node: { readonly id: string } }[] };
    const first = await page(null);
    const second = await page(first.pageInfo.endCursor);
    return new Set([...first.edges, ...second.edges].map(({ node }) => node.id)).size === 40;
  }

  /** A new description, so that its log, the feed and the index all have work. */
  async #write(n: number): Promise<boolean> {
    const [authority, record] = this.#written[n % this.#written.length] as readonly [string, RecordInput];
    const url = this.#options.nation.nodes.get(authority)?.url ?? '';
    const changed = { ...record, descriptions: [{ lang: 'zh', text: `${record.titles?.[0]?.text ?? ''}，第 ${String(n)} 次修订，按年度复核后发布，可用于研究与业务分析。` }] };
    const { data } = await this.#options.nation.send({ url, query: UPSERT, variables: { records: [changed] }, timeoutMillis: PATIENCE_MILLIS });
    return (data?.['upsertRecords'] as readonly { readonly outcome: string }[] | undefined)?.[0]?.outcome === 'UPDATED';
  }

  async #ask(n: number, query: string, variables: Readonly<Record<string, unknown>>): Promise<TransportAnswer> {
    const { gateways, send } = this.#options.nation;
    return send({ url: gateways[n % gateways.length]?.url ?? '', query, variables, timeoutMillis: PATIENCE_MILLIS });
  }
}
