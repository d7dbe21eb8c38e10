import type { Transport } from '../../../subgraphs/kit/transport/transport.js';
import type { RecordChange, SearchIndex } from '../../../subgraphs/search/index/search-index.js';
import type { VirtualClock } from './virtual-clock.js';

/** What a harvester works with, between it and the real parts. */
export interface Parts {
  readonly index: SearchIndex;
  readonly send: Transport;
  readonly clock: VirtualClock;
}

/** Breaks something on purpose, to see that the simulation finds it. */
export type Variant = (parts: Parts) => Pick<Parts, 'index' | 'send'>;

/** An index of which some methods are others. */
function changed(index: SearchIndex, methods: Partial<SearchIndex>): SearchIndex {
  return new Proxy(index, {
    get(target, name) {
      const own = (methods as Record<string | symbol, unknown>)[name];
      const value: unknown = own ?? Reflect.get(target, name, target);
      return own === undefined && typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

const WRITE_MILLIS = 5;

/** The cursor is durable before the batch that it stands behind. */
const cursorBeforeBatch: Variant = ({ index, send, clock }) => ({
  send,
  index: changed(index, {
    apply: async (authority, batch) => {
      await index.apply(authority, { changes: [], setAside: [], position: batch.position });
      await clock.sleep(WRITE_MILLIS);
      return index.apply(authority, batch);
    },
  }),
});

const DELETE_LATER_MILLIS = 3_000;

/** Deletions are done a while later, of whatever has the id by then. */
const lateDelete: Variant = ({ index, send, clock }) => ({
  send,
  index: changed(index, {
    apply: async (authority, batch) => {
      const isDelete = ({ op }: RecordChange): boolean => op === 'TOMBSTONE';
      const outcome = await index.apply(authority, { ...batch, changes: batch.changes.filter((change) => !isDelete(change)) });
      const late = batch.changes.filter(isDelete);
      void clock.sleep(DELETE_LATER_MILLIS).then(async () => {
        const copies = await index.copies(late.map(({ id }) => id));
        const newer = late.map((change, at) => ({ ...change, version: Math.max(change.version, copies[at]?.version ?? 0) + 1 }));
        await index.apply(authority, { changes: newer, setAside: [], position: (await index.position(authority)) as typeof batch.position });
      }).catch(() => undefined);
      return outcome;
    },
  }),
});

/** A node that shows an empty log is taken for one that has withdrawn everything. */
const emptyMeansGone: Variant = ({ index, send }) => ({
  index,
  send: async (request) => {
    const answer = await send(request);
    const page = answer.data?.['changes'] as { readonly head: number } | undefined;
    if (page?.head !== 0) return answer;
    const { authority } = request.variables as { readonly authority: string };
    const position = await index.position(authority);
    if (position.cursor === null) return answer;
    const hits = await index.search({ query: null, filter: { authorities: [authority] }, sort: 'TITLE', first: 100, after: null, lang: 'ZH', facets: [], facetSize: 0, highlights: false, sameAs: false });
    const ids = hits.hits.map(({ id }) => id);
    const copies = await index.copies(ids);
    const changes = ids.map((id, at): RecordChange => ({ seq: 0, id, version: (copies[at]?.version ?? 0) + 1, op: 'TOMBSTONE', document: '{}' }));
    await index.apply(authority, { changes, setAside: [], position: { cursor: position.cursor, seq: position.seq } });
    return answer;
  },
});

/** A log that is read again takes the place of the copies as soon as the node has no more to say, whatever that was. */
const resyncWithoutProof: Variant = ({ index, send }) => ({
  send,
  index: changed(index, {
    holdings: async (authority) => ({ ...(await index.holdings(authority)), digest: 'f'.repeat(64) }),
    position: async (authority) => ({ ...(await index.position(authority)) }),
    stage: async (authority, batch, begins) => {
      await index.stage(authority, batch, begins);
      if (begins) await index.swapIn(authority, batch.position);
    },
  }),
});

export const VARIANTS = { cursorBeforeBatch, lateDelete, emptyMeansGone, resyncWithoutProof } as const;
export type VariantName = keyof typeof VARIANTS;
