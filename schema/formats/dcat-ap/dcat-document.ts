import { isDcatRecord } from '../export-record.js';
import { DEFAULT_IRI_BASE, type FindLinked, type Records } from '../linked.js';
import { catalogNodes, type DcatCatalog } from './catalog-node.js';
import { isList, isLiteral, node, reference, type DcatNode, type DcatValue } from './dcat-node.js';
import { LinkedRecords } from './linked-records.js';
import { toDcatGraph, type IriOptions } from './to-dcat-graph.js';
import type { Name } from './vocabulary.js';

export interface DcatDocumentOptions extends IriOptions {
  /** Tells what is known of a record that others of the document name and that is not in it. */
  readonly linked?: FindLinked | undefined;
  /** The catalog that the records are of; DCAT-AP wants one of a whole catalog's document, not of a single record. */
  readonly catalog?: DcatCatalog | undefined;
}

/** Classes of resources that many records share: said once, they are named from then on. */
const SHARED: ReadonlySet<Name> = new Set<Name>(['skos:Concept', 'dct:Frequency', 'dct:RightsStatement', 'dct:Location', 'dct:LicenseDocument', 'dct:MediaType', 'dct:MediaTypeOrExtent']);

const MEMBERSHIP: Readonly<Record<string, Name>> = { DATASET: 'dcat:dataset', DATA_SERVICE: 'dcat:service' };

/** The resources of a document, in the order in which they are written. It validates by itself against the shapes of DCAT-AP 3.0.1. */
export async function* dcatDocument(records: Records, { iriBase = DEFAULT_IRI_BASE, linked, catalog }: DcatDocumentOptions = {}): AsyncGenerator<DcatNode> {
  const named = new LinkedRecords();
  const said = new Set<string>();
  if (catalog) yield* catalogNodes(catalog);
  for await (const record of records) {
    if (!isDcatRecord(record)) continue;
    named.add(record);
    yield sayOnce(toDcatGraph(record, { iriBase }), said);
    const membership = MEMBERSHIP[record.kind];
    if (catalog && membership) yield node(catalog.iri, [], { [membership]: reference(iriBase + record.id) });
  }
  yield* named.stubs(iriBase, linked);
}

function sayOnce(resource: DcatNode, said: Set<string>): DcatNode {
  const { iri, types } = resource;
  if (iri !== undefined && types.some((type) => SHARED.has(type))) {
    if (said.has(iri)) return reference(iri);
    said.add(iri);
  }
  return { ...resource, properties: resource.properties.map(([name, values]) => [name, values.map((value) => sayValueOnce(value, said))]) };
}

function sayValueOnce(value: DcatValue, said: Set<string>): DcatValue {
  if (isLiteral(value)) return value;
  return isList(value) ? { list: value.list.map((one) => sayOnce(one, said)) } : sayOnce(value, said);
}
