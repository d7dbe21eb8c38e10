import type { Lang, LineageDirection } from '../../../schema/generated/search.js';
import { authorityIn, parseId, TYPE_NAMES } from '../../../schema/ids.js';
import type { IndexLineage, LineageLink, LineageRecord } from '../index/lineage/lineage-graph.js';
import { lifecycle } from './lifecycle.js';
import type { SearchContext } from './search-context.js';
import { checkCount, checkQuery } from './search-input.js';

const MOST_STEPS = 20;
const MOST_NODES = 500;

interface Key {
  readonly id: string;
}

interface LineageArgs {
  readonly direction: LineageDirection;
  readonly depth: number;
  readonly first: number;
}

type Told = IndexLineage & Pick<LineageArgs, 'direction'>;

/** The lineage of a record for the viewer. */
async function lineage({ id }: Key, { direction, depth, first }: LineageArgs, { index, viewer }: SearchContext): Promise<Told | null> {
  const request = { id: checkQuery('id', id), direction, depth: checkCount('depth', depth, 1, MOST_STEPS), first: checkCount('first', first, 0, MOST_NODES) };
  const found = await index.lineage(request, viewer);
  return found && { ...found, direction };
}

const resolveReference = ({ id }: Key): Key => ({ id });

/** Resolvers of `lineage` and of the types below it. */
export const lineageResolvers = {
  Dataset: { __resolveReference: resolveReference, lineage, lifecycle },
  DataProduct: { __resolveReference: resolveReference, lineage },
  UseCase: { __resolveReference: resolveReference, lineage },
  Lineage: {
    nodes: ({ records }: Told) => records,
    authorities: ({ records }: Told) => [...new Set(records.flatMap(({ id }) => authorityOf(id) ?? []))].sort(),
  },
  LineageNode: {
    kind: ({ id, shown }: LineageRecord) => shown?.kind ?? kindOf(id),
    authority: ({ id }: LineageRecord) => authorityOf(id),
    title: ({ shown }: LineageRecord, { lang }: { readonly lang?: Lang | null }) => shown && (lang === 'EN' ? shown.titleEn : shown.title),
    missing: ({ shown }: LineageRecord) => shown === null,
    record: ({ id, shown }: LineageRecord) => shown && { __typename: TYPE_NAMES[shown.kind], id },
  },
  LineageLink: { crosses: ({ source, derived }: LineageLink) => authorityIn(source) !== authorityIn(derived) },
};

function kindOf(id: string) {
  const parsed = parseId(id);
  return parsed.ok ? parsed.kind : null;
}

function authorityOf(id: string): string | null {
  const parsed = parseId(id);
  return parsed.ok ? parsed.authority : null;
}
