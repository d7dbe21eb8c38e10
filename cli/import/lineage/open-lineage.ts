import { createReadStream } from 'node:fs';
import type { ExportRecord } from '../../../schema/formats/export-record.js';
import type { RecordInput } from '../../../schema/generated/catalog.js';
import type { ProfiledSource } from '../formats/profile.js';
import type { MappedLine } from '../mapping/mapping.js';
import type { Value } from '../mapping/value.js';
import { formatOf } from '../readers/formats.js';
import { openSource } from '../readers/open-source.js';
import type { SourceEntry } from '../readers/source-reader.js';
import { KnownEnds } from './known-ends.js';
import { isKnownToAllReaders } from './known-to-all-readers.js';
import type { LineageFormat } from './lineage-formats.js';
import type { Claim, LineageClaims } from './lineage-claims.js';
import { readOpenLineage } from './openlineage-claims.js';
import { readProv } from './prov-claims.js';

export interface OpenLineageOptions {
  readonly file: string;
  readonly format: LineageFormat;
  /** All records of the node that its steward may read. */
  readonly records: () => AsyncIterable<ExportRecord>;
}

/** Datasets that no record is known of, by what they were called. */
interface Unknown {
  readonly outputs: Set<string>;
  readonly inputs: Set<string>;
}

/** A record with what lineage adds to it; it goes through the import as a value. */
interface Enriched {
  readonly record: RecordInput;
  readonly notes: readonly string[];
}

/**
 * Opens lineage as a source: an entry for each dataset of the node of which it says what it was made from, with the record as it is and the
 * ids added to `derivedFrom`. What no record is known of is told in the end, and made nothing of.
 */
export function openLineage({ file, format, records }: OpenLineageOptions): ProfiledSource {
  const warnings: string[] = [];
  const unknown: Unknown = { outputs: new Set(), inputs: new Set() };
  async function* entries(): AsyncGenerator<SourceEntry> {
    const claims = format === 'prov' ? yield* readProv(createReadStream(file) as AsyncIterable<Uint8Array>) : yield* openLineageEvents(file, warnings);
    if (!claims) return;
    const known = new KnownEnds(claims.all);
    for await (const record of records()) known.see(record);
    yield* enriched(claims.all, known, unknown);
  }
  return {
    entries: entries(),
    mapping: mapEnriched,
    warnings: () => [...warnings, ...told(unknown.outputs, 'Not datasets of this node, and nothing was written of them'), ...told(unknown.inputs, 'Not known, and left out of what others were made from')],
  };
}

async function* openLineageEvents(file: string, warnings: string[]): AsyncGenerator<SourceEntry, LineageClaims> {
  const format = formatOf(file) === 'json' ? 'json' : 'ndjson';
  const reading = yield* readOpenLineage(openSource(file, { format }));
  warnings.push(...reading.warnings);
  return reading.claims;
}

function* enriched(claims: readonly Claim[], known: KnownEnds, unknown: Unknown): Generator<SourceEntry> {
  const byId = new Map<string, Claim[]>();
  for (const claim of claims) {
    const id = known.idOf(claim.end);
    if (id === null || !known.record(id)) unknown.outputs.add(claim.end.label);
    else byId.set(id, [...(byId.get(id) ?? []), claim]);
  }
  for (const [id, some] of byId) yield { ok: true, line: some[0]?.line ?? 1, value: enrich(id, some, known, unknown) as unknown as Value };
}

function enrich(id: string, claims: readonly Claim[], known: KnownEnds, unknown: Unknown): Enriched {
  // A node counts versions by itself.
  const published = known.record(id) as ExportRecord & { readonly kind: 'DATASET' };
  const record = { ...published, version: undefined };
  const sources = new Set(record.derivedFrom ?? []);
  const notes = new Set<string>();
  for (const input of claims.flatMap(({ inputs }) => [...inputs.values()])) {
    const source = known.idOf(input);
    if (source === null) unknown.inputs.add(input.label);
    else if (source === id) notes.add('derivedFrom: it was made from itself, which was left out');
    else if (!mayBeNamed(known.record(source), published)) notes.add('derivedFrom: it was made from what not all who may know of it may know of, which was left out');
    else sources.add(source);
  }
  const items = (record.items ?? []).length > 0 ? record.items : claims.map((claim) => claim.items).find((some) => some.length > 0);
  return { record: { ...record, ...(sources.size > 0 && { derivedFrom: [...sources] }), ...(items && { items: [...items] }) } as RecordInput, notes: [...notes] };
}

/** Whose audience is not known, for it is of another node, is named at the word of the file. */
const mayBeNamed = (source: ExportRecord | undefined, record: ExportRecord): boolean => source === undefined || isKnownToAllReaders(source, record);

function mapEnriched(value: Value): MappedLine {
  const { record, notes } = value as unknown as Enriched;
  return { outcome: 'RECORD', identifier: record.id ?? '', record, owner: undefined, notes };
}

const MOST_NAMED = 10;

function told(labels: ReadonlySet<string>, what: string): readonly string[] {
  if (labels.size === 0) return [];
  const named = [...labels].slice(0, MOST_NAMED).map((label) => label.slice(0, 200)).join(', ');
  return [`${what} (${String(labels.size)}): ${named}${labels.size > MOST_NAMED ? ', …' : ''}`];
}
