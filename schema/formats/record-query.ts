import type { ExportRecord } from './export-record.js';
import type { LinkedRecord } from './linked.js';

const LINK = '{ id }';
const COMMON = 'id kind titles { lang text } descriptions { lang text } keywords landingPage issued modified version sources { system identifier }';

export interface RecordQueryOptions {
  /** Whether it asks who may know of the record: the public is shown nothing that says so, and need not ask. @default false */
  readonly audience?: boolean;
  /** Whether it asks what the records are called that it links to. @default false */
  readonly names?: boolean;
  /** Whether it asks for fields that nodes of a contract before 1.2 do not know. @default false */
  readonly newer?: boolean;
  /** Whether it may be of a kind that nodes of a contract before 1.2 do not know. @default false */
  readonly newKinds?: boolean;
}

/** What is asked of each record that another links to, by the field that links. */
const NAMES: Readonly<Record<string, string>> = { owner: 'uscc', parent: 'uscc', conformsTo: 'number', supersedes: 'number', series: '', derivedFrom: '', servesDatasets: '', uses: '', metBy: '' };

const FACILITY = 'hub cluster region capacity { petaflops freePetaflops racks storagePetabytes } accelerators { kind model count } energy { pue renewablePercent } environments policy';

const NAMED = 'named_';

/** A query, with the variable `$id`, for all of one record that is written in any format. */
export const recordQuery = (options?: RecordQueryOptions): string => `query Record($id: ID!) { record(id: $id) { ${recordFields(options)} } }`;

/** What is selected of a record, of whatever kind, for that. */
export function recordFields({ audience = false, names = false, newer = false, newKinds = false }: RecordQueryOptions = {}): string {
  const link = (...fields: readonly string[]): string => fields.map((field) => `${field} ${LINK}${names ? ` ${NAMED}${field}: ${field} { id titles { lang text } ${NAMES[field] ?? ''} }` : ''}`).join(' ');
  return `${COMMON} ${audience ? 'audience named' : ''}
  ... on Dataset {
    ${link('owner', 'conformsTo', 'series', 'derivedFrom')} distributions { title accessURL downloadURL format mediaType byteSize license } themes region bbox
    temporal { start end } frequency shareType shareCondition openness grade license items { name dataType } ${newer ? 'policy industries' : ''}
  }
  ... on DataSeries { ${link('owner')} themes region temporal { start end } seriesFrequency: frequency }
  ... on DataService { ${link('owner', 'servesDatasets', 'conformsTo')} endpointURL endpointDescription themes region shareType shareCondition openness license ${newer ? 'policy' : ''} }
  ... on Standard { number status ${link('supersedes', 'owner')} themes }
  ... on Organization { uscc region homepage ${link('parent')} }
  ${newKinds ? `... on DataProduct { ${link('owner', 'derivedFrom')} themes region registrationCode }
  ... on UseCase { ${link('owner', 'uses')} industries themes region outcomes { lang text } }
  ... on Demand { ${link('owner', 'metBy')} industries themes region neededBy state }
  ... on ComputeFacility { ${link('owner')} ${FACILITY} }` : ''}`;
}

/** The record of an answer to that query, in the form in which it is published. */
export function recordOfAnswer(record: Readonly<Record<string, unknown>>): ExportRecord {
  const { seriesFrequency, audience, ...all } = record;
  const fields = Object.fromEntries(Object.entries(all).filter(([key]) => !key.startsWith(NAMED)));
  return said({ ...fields, ...(seriesFrequency != null && { frequency: seriesFrequency }), ...(audience !== 'PUBLIC' && { audience: audience ?? null }) }) as ExportRecord;
}

/** What the answer says of the records that it links to, by their ids. */
export function linkedOfAnswer(record: Readonly<Record<string, unknown>>): ReadonlyMap<string, LinkedRecord> {
  const linked = Object.entries(record).filter(([key]) => key.startsWith(NAMED)).flatMap(([, value]) => (Array.isArray(value) ? value : [value])) as readonly (Named | null)[];
  return new Map(linked.flatMap((one) => (one === null ? [] : [[one.id, { titles: one.titles, uscc: one.uscc ?? undefined, number: one.number ?? undefined }]])));
}

interface Named {
  readonly id: string;
  readonly titles: LinkedRecord['titles'];
  readonly uscc?: string | null;
  readonly number?: string | null;
}

/** What is said: without nulls and empty lists, links by their ids. */
function said(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(said);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== null && !(Array.isArray(member) && member.length === 0));
  return Object.fromEntries(members.map(([key, member]) => [key, Object.hasOwn(NAMES, key) ? linkIds(member) : said(member)]));
}

const linkIds = (value: unknown): unknown => (Array.isArray(value) ? value.flatMap((one) => (one === null ? [] : [linkIds(one)])) : (value as { readonly id: string }).id);
