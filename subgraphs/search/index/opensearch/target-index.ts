import type { Logger } from '../../../kit/logger.js';
import type { Cluster } from './cluster.js';
import { formatIndexName, indexTemplate, isCurrent, nextIndex, parseIndexName } from './index-names.js';

/** How far an index has followed its ledger. It stands in the index itself, as a document without a reader. */
export interface Place {
  /** Number of the last change that is in it; null while it is filled for the first time. */
  readonly number: number | null;
}

/** A place with what its next writing must name, so that none is written over what another has made of the index. */
export interface KeptPlace extends Place {
  readonly seqNo: number;
  readonly term: number;
}

const PLACE_ID = '#place';

/** The indices behind one name, and which of them is served. */
export class TargetIndex {
  readonly #cluster: Cluster;
  readonly #name: string;
  readonly #logger: Logger;

  constructor(cluster: Cluster, name: string, logger: Logger) {
    this.#cluster = cluster;
    this.#name = name;
    this.#logger = logger;
  }

  /** The index that is served; null where none is. */
  async served(): Promise<string | null> {
    const found = await this.#cluster.find<Readonly<Record<string, unknown>>>(`/_alias/${this.#name}`);
    return Object.keys(found ?? {})[0] ?? null;
  }

  /** The index that this ledger feeds: the served one where it is current, else one that is being made, else a new one. */
  async open(ledger: string): Promise<string> {
    await this.#cluster.ask('PUT', `/_index_template/${this.#name}`, indexTemplate(this.#name));
    const all = Object.keys((await this.#cluster.find<Readonly<Record<string, unknown>>>(`/${this.#name}-*/_alias`)) ?? {});
    const known = all.flatMap((index) => [parseIndexName(this.#name, index)].flatMap((parsed) => (parsed === null ? [] : [{ index, parsed }])));
    const current = known.filter(({ parsed }) => isCurrent(parsed, ledger)).sort((a, b) => b.parsed.number - a.parsed.number)[0];
    return current?.index ?? this.create(ledger, Math.max(0, ...known.map(({ parsed }) => parsed.number)));
  }

  /** A new, empty index. It is served at once where no other is. */
  async create(ledger: string, before: number): Promise<string> {
    const index = formatIndexName(this.#name, nextIndex(ledger, before));
    const isFirst = (await this.served()) === null;
    await this.#cluster.ask('PUT', `/${index}`, isFirst ? { aliases: { [this.#name]: {} } } : undefined);
    return index;
  }

  /** Makes an index the served one, in one step, and deletes those of the same ledger that it replaces. */
  async serve(index: string): Promise<void> {
    const former = await this.served();
    if (former === index) return;
    const alias = this.#name;
    const actions = [...(former === null ? [] : [{ remove: { index: former, alias } }]), { add: { index, alias } }];
    await this.#cluster.ask('POST', '/_aliases', { actions });
    if (former === null) return;
    const isOurs = parseIndexName(this.#name, former)?.ledger === parseIndexName(this.#name, index)?.ledger;
    this.#logger.warn({ former, index }, isOurs ? 'a new index is served, and the former one is deleted' : 'a new index is served; the former one is of another ledger, and is kept');
    if (isOurs) await this.remove(former);
  }

  async remove(index: string): Promise<void> {
    await this.#cluster.ask('DELETE', `/${index}`, undefined, { ignore_unavailable: true });
  }

  /** Null where the index has none, or is not there. */
  async place(index: string): Promise<KeptPlace | null> {
    const kept = await this.#cluster.find<{ readonly _seq_no: number; readonly _primary_term: number; readonly _source: { readonly number?: number } }>(`/${index}/_doc/${encodeURIComponent(PLACE_ID)}`);
    return kept === null ? null : { number: kept._source.number ?? null, seqNo: kept._seq_no, term: kept._primary_term };
  }

  /** @throws ClusterError of status 409 where the place is not the one of `before` any more */
  async keepPlace(index: string, { number }: Place, before: KeptPlace | null): Promise<KeptPlace> {
    const guard = before === null ? { op_type: 'create' } : { if_seq_no: before.seqNo, if_primary_term: before.term };
    const body = number === null ? {} : { number };
    const kept = await this.#cluster.ask<{ readonly _seq_no: number; readonly _primary_term: number }>('PUT', `/${index}/_doc/${encodeURIComponent(PLACE_ID)}`, body, guard);
    return { number, seqNo: kept._seq_no, term: kept._primary_term };
  }

  async refresh(index: string): Promise<void> {
    await this.#cluster.ask('POST', `/${index}/_refresh`);
  }
}
