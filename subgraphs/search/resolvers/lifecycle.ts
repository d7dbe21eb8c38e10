import { GraphQLError } from 'graphql';
import type { Lang, RecordKind } from '../../../schema/generated/search.js';
import { judgeLifecycle, type JudgedEvidence, type JudgedStage } from '../../../schema/lifecycle/judge-lifecycle.js';
import type { LifecycleEvidence, LifecycleRecord, Told } from '../../../schema/lifecycle/lifecycle-evidence.js';
import { readOffers } from '../../../schema/market/read-offers.js';
import { standingAt } from '../../../schema/market/validity.js';
import type { Texts } from '../../../schema/quality/described-record.js';
import { readMoment } from '../../kit/read-moment.js';
import type { IndexCopy } from '../index/search-index.js';
import { isApiFormat } from '../model/api-formats.js';
import { byAuthority, dealt } from '../model/deal.js';
import { readDocument } from '../model/published-document.js';
import { freshnessFor } from './freshness-for.js';
import { provenanceOf } from './provenance.js';
import type { SearchContext } from './search-context.js';
import { checkCount } from './search-input.js';

/** Products, and use cases, whose texts are read, and how many characters these may have together. */
const MOST_READ = 50;
const MOST_CHARACTERS = 2_000_000;
const MOST_IDS = 20;

interface Lifecycle {
  readonly version: number;
  readonly stages: readonly JudgedStage[];
}

/** The eight stages of a dataset; null where the viewer is shown no such record. */
export async function lifecycle({ id }: { readonly id: string }, { at }: { readonly at?: string | null }, context: SearchContext): Promise<Lifecycle | null> {
  const moment = readMoment(at, new Date());
  const [copy] = await context.index.copies([id], context.viewer);
  if (!copy || copy.document === null) return null;
  const evidence = await gather(recordOf(id, copy, copy.document), copy, moment, context);
  return { version: copy.version, stages: judgeLifecycle(evidence) };
}

async function gather(record: LifecycleRecord, copy: IndexCopy, moment: Date, context: SearchContext): Promise<LifecycleEvidence> {
  const { id } = record;
  const [derivatives, services, products, useCases, place] = await Promise.all([
    ...(['DATASET', 'DATA_SERVICE', 'DATA_PRODUCT', 'USE_CASE'] as const).map((kind) => linkedTo(id, kind, context)),
    answered(() => provenanceOf(id, copy, context.index)),
  ] as const) as [Told, Told, Told, Told, Awaited<ReturnType<typeof provenanceOf>>];
  const isHeld = (document: string): boolean => readOffers((JSON.parse(document) as { readonly offers?: unknown }).offers).some((offer) => standingAt(offer, moment) === 'OPEN');
  const [offered, outcomes] = await Promise.all([
    those(products, (_, document) => isHeld(document), context),
    those(useCases, (other, document) => readDocument(other, document).hasOutcome, context),
  ]);
  return { record, at: moment.getTime(), derivatives, services, products, offered, useCases, outcomes, signed: place && place.verified };
}

/** Records that name this one; null where there are none, and others may be that the index has not read yet. */
async function linkedTo(id: string, kind: RecordKind, { index, viewer, feeds }: SearchContext): Promise<Told> {
  const found = await answered(() => index.locate(kind, 'link', id, viewer));
  if (found === null || found.length > 0) return found;
  const freshness = freshnessFor(viewer, feeds.freshness());
  return freshness.length > 0 && freshness.every(({ asOf }) => asOf !== null) ? found : null;
}

/** Those of some records whose texts pass; null where that can't be told. Of many, some of every authority are read. */
async function those(ids: Told, passes: (id: string, document: string) => boolean, { index, viewer }: SearchContext): Promise<Told> {
  if (ids === null || ids.length === 0) return ids;
  const some = [...dealt(byAuthority(ids), MOST_READ)];
  const copies = await answered(() => index.copies(some, viewer, MOST_CHARACTERS));
  if (copies === null) return null;
  const read = some.flatMap((id, position) => {
    const document = copies[position]?.document ?? null;
    return document === null ? [] : [{ id, document }];
  });
  const found = read.filter(({ id, document }) => passes(id, document)).map(({ id }) => id);
  return found.length === 0 && read.length < ids.length ? null : found;
}

/** Null where the index does not answer. */
async function answered<Value>(ask: () => Promise<Value>): Promise<Value | null> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof GraphQLError && error.extensions['code'] === 'INDEX_UNAVAILABLE') return null;
    throw error;
  }
}

function recordOf(id: string, { version, log }: IndexCopy, text: string): LifecycleRecord {
  const document = readDocument(id, text);
  return { ...document, version, audience: log, distributions: document.distributions.map((one) => ({ ...one, isApi: isApiFormat(one.format) })) };
}

interface LangArgs {
  readonly lang?: Lang | null;
}

const name = ({ name: texts }: { readonly name: Texts }, { lang }: LangArgs): string => (lang === 'EN' ? texts.en : texts.zh);

/** Resolvers of the types below `lifecycle`. */
export const lifecycleResolvers = {
  LifecycleStage: { name },
  LifecycleEvidence: {
    name,
    count: ({ ids = [] }: JudgedEvidence) => ids.length,
    records: ({ ids = [] }: JudgedEvidence, { first }: { readonly first: number }) => ids.slice(0, checkCount('records.first', first, 0, MOST_IDS)),
  },
};
