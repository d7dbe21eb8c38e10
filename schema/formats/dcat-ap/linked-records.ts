import type { ExportRecord, LangText } from '../export-record.js';
import type { FindLinked, LinkedRecord } from '../linked.js';
import { parseId } from '../../ids.js';
import { node, type DcatLiteral, type DcatNode } from './dcat-node.js';
import { inLanguages, plain } from './literals.js';

/**
 * Remembers which records a document describes and which it only names, for DCAT-AP wants to know the class of a publisher,
 * a series or a served dataset, and by its class a name. Holds one id for each record of the document.
 */
export class LinkedRecords {
  readonly #described = new Set<string>();
  readonly #named = new Set<string>();

  add(record: ExportRecord): void {
    this.#described.add(record.id);
    for (const id of namedIn(record)) this.#named.add(id);
  }

  /** What to say of those that the document did not describe itself. They carry no `dct:identifier`, by which a reader knows them. */
  *stubs(iriBase: string, find: FindLinked = () => undefined): Generator<DcatNode> {
    for (const id of this.#named) if (!this.#described.has(id)) yield stub(id, iriBase, find(id));
  }
}

function namedIn(record: ExportRecord): readonly string[] {
  const { owner, series, servesDatasets = [] } = record as { readonly owner?: string; readonly series?: string; readonly servesDatasets?: readonly string[] };
  return [owner, series, ...servesDatasets].filter((id) => id !== undefined);
}

/** Where nothing is known, the id has to do as a name. */
function stub(id: string, iriBase: string, known: LinkedRecord | undefined): DcatNode {
  const names = texts(known?.titles, id);
  const parsed = parseId(id);
  if (!parsed.ok || parsed.kind === 'ORGANIZATION') return node(iriBase + id, ['foaf:Agent'], { 'foaf:name': names });
  const type = parsed.kind === 'DATA_SERIES' ? 'dcat:DatasetSeries' : 'dcat:Dataset';
  return node(iriBase + id, [type], { 'dct:title': names, 'dct:description': texts(known?.descriptions ?? known?.titles, id) });
}

const texts = (known: readonly LangText[] = [], id: string): readonly DcatLiteral[] => (known.length > 0 ? inLanguages(known) : [plain(id)]);
