import type { RecordInput } from '../../schema/generated/catalog.js';
import type { RecordLink } from '../../schema/formats/dcat-ap/read/links.js';
import type { Problem } from './mapping/rule.js';

const LISTS: ReadonlySet<RecordLink['field']> = new Set<RecordLink['field']>(['conformsTo', 'derivedFrom', 'servesDatasets', 'supersedes']);

/** Ids of the records of an import by what their source knows them by, so that later records can be linked to them. */
export class LinkTable {
  readonly #ids = new Map<string, string>();
  /** By names that several may have: no id where they do. */
  readonly #aliases = new Map<string, string | undefined>();

  add(identifier: string, id: string, alias?: string): void {
    this.#ids.set(identifier, id);
    if (alias !== undefined) this.#aliases.set(alias, this.#aliases.has(alias) ? undefined : id);
  }

  /** A record with the ids that its links lead to, and the links whose records the node does not have. */
  resolve(record: RecordInput, links: readonly RecordLink[] = []): { readonly record: RecordInput; readonly lost: readonly RecordLink[] } {
    const found = new Map<RecordLink['field'], string[]>();
    const lost: RecordLink[] = [];
    for (const link of links) {
      const id = this.#ids.get(link.to) ?? (link.orTo === undefined ? undefined : this.#aliases.get(link.orTo));
      if (id === undefined) lost.push(link);
      else found.set(link.field, found.get(link.field) ?? []).get(link.field)?.push(id);
    }
    const fields = [...found].map(([field, ids]) => [field, LISTS.has(field) ? [...((record[field] as readonly string[] | null | undefined) ?? []), ...ids] : ids[0]]);
    return { record: { ...record, ...(Object.fromEntries(fields) as Partial<RecordInput>) }, lost };
  }
}

/** Without its owner a record says less than its source; without another link, as much of it as the node has. */
export function ownerProblem(lost: readonly RecordLink[]): Problem | undefined {
  const owner = lost.find(({ field }) => field === 'owner');
  return owner && { field: 'owner', value: owner.to.slice(0, 200), rule: 'OWNER', message: 'Expected an owner that the node accepts: what was wrong with it is reported at its own line.' };
}
