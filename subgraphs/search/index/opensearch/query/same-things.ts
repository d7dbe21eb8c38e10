import type { SameAsReason } from '../../../../../schema/generated/search.js';
import type { Reader } from '../../../../../schema/audience.js';
import { duplicateKeys, type DuplicateKey } from '../../../model/duplicate-keys.js';
import { foldText } from '../../../text/fold-text.js';
import type { IndexSameAs } from '../../search-index.js';
import type { Cluster } from '../cluster.js';
import { keyHash } from '../index-document.js';
import type { LedgerReader } from '../ledger/ledger-reader.js';
import { stillSeen } from './hits.js';
import { visible, type Viewing } from './visible.js';

/** More records than these with one key are not copies of one thing. */
const MOST_COPIES = 50;

interface Bearer {
  readonly id: string;
  readonly authority: string;
  readonly owner?: string;
}

interface Bearers {
  readonly hits: { readonly hits: readonly { readonly _source: Bearer }[] };
}

/** The records that the reader sees and that are the same thing as each of these, by id, each with what shows it. */
export async function findSameThings(hits: readonly Bearer[], cluster: Cluster, index: string, ledger: LedgerReader, viewing: Viewing): Promise<ReadonlyMap<string, readonly IndexSameAs[]>> {
  const keys = new Map(hits.map(({ id }) => [id, keysOf(id, ledger, viewing.reader)]));
  const wanted = [...new Set([...keys.values()].flat().map(({ key }) => key))];
  const bodies = wanted.map((key) => ({ size: MOST_COPIES + 2, track_total_hits: false, query: { bool: { filter: [visible(viewing), { term: { keys: keyHash(key) } }] } }, _source: ['id', 'authority', 'owner'] }));
  const answers = await cluster.searchEach<Bearers>(index, bodies);
  const bearers = new Map(answers.map((answer, at) => [wanted[at] as string, stillSeen(answer.hits.hits, viewing.reader, ledger).map(({ _source }) => _source)]));
  return new Map(hits.map((hit) => [hit.id, sameAs(hit, keys.get(hit.id) ?? [], bearers, ledger, viewing.reader)]));
}

function keysOf(id: string, ledger: LedgerReader, reader: Reader): readonly DuplicateKey[] {
  const document = ledger.document(id, reader);
  return document === null ? [] : duplicateKeys(document);
}

function sameAs(hit: Bearer, keys: readonly DuplicateKey[], bearers: ReadonlyMap<string, readonly Bearer[]>, ledger: LedgerReader, reader: Reader): readonly IndexSameAs[] {
  const found = new Map<string, Set<SameAsReason>>();
  for (const { key, reason } of keys) {
    const others = (bearers.get(key) ?? []).filter(({ id }) => id !== hit.id);
    if (others.length > MOST_COPIES) continue;
    for (const { id } of showing(reason, hit, others, ledger, reader)) found.set(id, (found.get(id) ?? new Set()).add(reason));
  }
  return [...found].map(([id, reasons]) => ({ id, reasons: [...reasons] })).sort((a, b) => (a.id < b.id ? -1 : 1));
}

function showing(reason: SameAsReason, hit: Bearer, others: readonly Bearer[], ledger: LedgerReader, reader: Reader): readonly Bearer[] {
  switch (reason) {
    case 'SOURCE':
      return others;
    case 'LANDING_PAGE':
      // A page that one authority gives for several of its records is about them all, so it tells nothing of one.
      return new Set([hit, ...others].map(({ authority }) => authority)).size === others.length + 1 ? others : [];
    case 'FINGERPRINT':
      return others.filter((other) => mayHaveOneOwner(hit, other, ledger, reader));
  }
}

/** An agency and its ministry each have a record of the owner, so its name counts as well as its id. An unknown owner says nothing against it. */
function mayHaveOneOwner({ owner: a = '' }: Bearer, { owner: b = '' }: Bearer, ledger: LedgerReader, reader: Reader): boolean {
  const [one, other] = [ledger.title(a, 'ZH', reader), ledger.title(b, 'ZH', reader)];
  return a === b || one === null || other === null || foldText(one) === foldText(other);
}
