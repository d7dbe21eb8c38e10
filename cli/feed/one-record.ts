import type { ExportRecord } from '../../schema/formats/export-record.js';
import { lacksField, type PatientClient } from '../import/patient-client.js';

const LINK = '{ id }';
const COMMON = 'id kind titles { lang text } descriptions { lang text } keywords landingPage issued modified version sources { system identifier }';
/** Fields that nodes of a contract before 1.2 do not know. */
const NEWER = { dataset: 'policy industries', service: 'policy' };
const NONE = { dataset: '', service: '' };

const queryOf = (more: string, { dataset, service }: typeof NEWER): string => `query ($id: ID!) { record(id: $id) {
  ${COMMON} ${more}
  ... on Dataset {
    owner ${LINK} distributions { title accessURL downloadURL format mediaType byteSize license } conformsTo ${LINK} series ${LINK} themes region bbox
    temporal { start end } frequency shareType shareCondition openness grade license items { name dataType } derivedFrom ${LINK} ${dataset}
  }
  ... on DataSeries { owner ${LINK} themes region temporal { start end } seriesFrequency: frequency }
  ... on DataService { owner ${LINK} endpointURL endpointDescription servesDatasets ${LINK} conformsTo ${LINK} themes region shareType shareCondition openness license ${service} }
  ... on Standard { number status supersedes ${LINK} owner ${LINK} themes }
  ... on Organization { uscc region homepage parent ${LINK} }
} }`;

const LINK_FIELDS: ReadonlySet<string> = new Set(['owner', 'series', 'parent', 'conformsTo', 'derivedFrom', 'servesDatasets', 'supersedes']);

/**
 * One record, as its owner has it published; undefined where there is none.
 * @param isKnown whether who asks brings a token: the public is shown nothing that says an audience, and need not ask for it
 * @throws NodeRefused, with the reason
 */
export async function oneRecord(ask: PatientClient, id: string, isKnown = false): Promise<ExportRecord | undefined> {
  const more = isKnown ? 'audience named' : '';
  const { record } = await ask(queryOf(more, NEWER), { id }).catch((error: unknown) => {
    if (!lacksField(error)) throw error;
    return ask(queryOf(more, NONE), { id });
  });
  if (typeof record !== 'object' || record === null) return undefined;
  const { seriesFrequency, audience, ...fields } = record as Readonly<Record<string, unknown>>;
  return said({ ...fields, ...(seriesFrequency != null && { frequency: seriesFrequency }), ...(audience !== 'PUBLIC' && { audience: audience ?? null }) }) as ExportRecord;
}

/** What is said, in the form in which it is published: without nulls and empty lists, links by their ids. */
function said(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(said);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== null && !(Array.isArray(member) && member.length === 0));
  return Object.fromEntries(members.map(([key, member]) => [key, LINK_FIELDS.has(key) ? linked(member) : said(member)]));
}

const linked = (value: unknown): unknown => (Array.isArray(value) ? value.flatMap((one) => (one === null ? [] : [linked(one)])) : (value as { readonly id: string }).id);
