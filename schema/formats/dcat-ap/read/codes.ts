import type { Frequency } from '../../../generated/common.js';
import { THEMES } from '../concepts.js';
import type { RdfGraph, RdfResource } from '../rdf-graph.js';
import { CONCEPTS, EU_FREQUENCIES } from '../vocabulary.js';
import type { Findings } from './findings.js';
import { codes, nameOf } from './values.js';

/** The EU themes in the national list. */
const EU_THEMES: Readonly<Record<string, string>> = {
  AGRI: 'industry', ECON: 'finance', EDUC: 'education', ENER: 'energy', ENVI: 'environment', GOVE: 'institutions', HEAL: 'health',
  JUST: 'law', REGI: 'housing', SOCI: 'welfare', TECH: 'science', TRAN: 'transport', INTR: 'other', OP_DATPRO: 'other',
}; // prettier-ignore

const THEME_OF_NAME = new Map([...THEMES.values()].flatMap(({ code, zh, en }) => [[zh, code], [en, code], [code, code]] as const));

/** Codes of the national list, by its own concepts, else by the EU's themes and by name; `other` where none is known. */
export function readThemes(graph: RdfGraph, resource: RdfResource, isNeeded: boolean, findings: Findings): readonly string[] {
  const terms = resource.all('dcat:theme');
  const ours = terms.filter(({ kind, value }) => kind === 'iri' && value.startsWith(CONCEPTS.theme)).map(({ value }) => value.slice(CONCEPTS.theme.length));
  if (ours.length > 0) return [...new Set(ours)];
  const known = terms.map((term) => EU_THEMES[codes([term])[0] ?? ''] ?? THEME_OF_NAME.get(nameOf(graph, term, 'themes', findings) ?? '')).filter((code) => code !== undefined);
  if (known.length < terms.length) findings.note('a theme that is not in the national list was left out');
  if (known.length > 0 || !isNeeded) return [...new Set(known)];
  findings.note('no theme of the national list: other');
  return ['other'];
}

/**
 * Other vocabularies' frequencies: the EU's, Dublin Core's and ISO 8601 intervals. What has no step of its own becomes the
 * next slower one, so that no more is promised than was.
 */
const FREQUENCIES = new Map<string, Frequency>([
  ...(Object.entries(EU_FREQUENCIES) as [Frequency, string][]).map(([frequency, code]) => [code, frequency] as const),
  ...frequencies('REALTIME', 'CONT', 'CONTINUOUS', 'PT1S'),
  ...frequencies('HOURLY', '1MIN', '5MIN', '10MIN', '15MIN', '30MIN', 'PT1H'),
  ...frequencies('DAILY', 'BIHOURLY', 'TRIHOURLY', '12HRS', 'DAILY_2', 'P1D'),
  ...frequencies('WEEKLY', 'WEEKLY_2', 'WEEKLY_3', 'WEEKLY_5', 'SEMIWEEKLY', 'THREETIMESAWEEK', 'P1W', 'P7D'),
  ...frequencies('MONTHLY', 'BIWEEKLY', 'MONTHLY_2', 'MONTHLY_3', 'SEMIMONTHLY', 'THREETIMESAMONTH', 'P2W', 'P1M'),
  ...frequencies('QUARTERLY', 'BIMONTHLY', 'P2M', 'P3M'),
  ...frequencies('SEMIANNUAL', 'ANNUAL_3', 'THREETIMESAYEAR', 'P4M', 'P6M'),
  ...frequencies('YEARLY', 'YEARLY', 'P1Y'),
  ...frequencies('IRREGULAR', 'IRREGULAR', 'AS_NEEDED', 'OTHER', 'BIENNIAL', 'TRIENNIAL', 'QUADRENNIAL', 'QUINQUENNIAL', 'DECENNIAL', 'BIDECENNIAL', 'TRIDECENNIAL'),
]);

function frequencies(frequency: Frequency, ...others: readonly string[]): readonly (readonly [string, Frequency])[] {
  return others.map((code) => [code, frequency]);
}

export function readFrequency(resource: RdfResource, isNeeded: boolean, findings: Findings): Frequency | undefined {
  const [code] = codes(resource.all('dct:accrualPeriodicity'));
  const known = code === undefined ? undefined : FREQUENCIES.get(code.toUpperCase());
  if (known !== undefined) return known;
  if (code !== undefined) findings.note('a frequency that is not known: UNKNOWN');
  return code !== undefined || isNeeded ? 'UNKNOWN' : undefined;
}
