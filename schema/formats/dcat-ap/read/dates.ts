import type { Period } from '../../export-record.js';
import type { RdfGraph, RdfResource } from '../rdf-graph.js';
import type { ForeignName } from '../vocabulary.js';
import type { Findings } from './findings.js';
import { isLiteralTerm, readText } from './texts.js';
import { described } from './values.js';

/** xsd allows a zone on any date, and none on an instant. */
const ZONED_DATE = /^(\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:Z|[+-]\d{2}:\d{2})$/;
const LOCAL_INSTANT = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?$/;

/** A date of the contract's form. An instant without a zone is known to the day only. */
export function oneDate(resource: RdfResource, field: string, names: readonly ForeignName[], findings: Findings): string | undefined {
  const [literal] = resource.all(...names).filter(isLiteralTerm);
  const text = literal && readText(literal, field, findings);
  return text === undefined ? undefined : (ZONED_DATE.exec(text)?.[1] ?? LOCAL_INSTANT.exec(text)?.[1] ?? text);
}

/** The first period that has a beginning or an end. */
export function onePeriod(graph: RdfGraph, resource: RdfResource, findings: Findings): Period | undefined {
  for (const term of resource.all('dct:temporal')) {
    const period = described(graph, term);
    const start = period && edge(graph, period, 'temporal.start', ['dcat:startDate', 'schema:startDate', 'sdo:startDate'], 'time:hasBeginning', findings);
    const end = period && edge(graph, period, 'temporal.end', ['dcat:endDate', 'schema:endDate', 'sdo:endDate'], 'time:hasEnd', findings);
    if (start !== undefined || end !== undefined) return { ...(start !== undefined && { start }), ...(end !== undefined && { end }) };
  }
  return undefined;
}

/** Said of the period itself, or of an instant (OWL-Time). */
function edge(graph: RdfGraph, period: RdfResource, field: string, names: readonly ForeignName[], instant: ForeignName, findings: Findings): string | undefined {
  const date = oneDate(period, field, names, findings);
  if (date !== undefined) return date;
  const [moment] = period.all(instant).map((term) => described(graph, term));
  return moment && oneDate(moment, field, ['time:inXSDDateTimeStamp', 'time:inXSDDateTime', 'time:inXSDDate', 'time:inXSDgYearMonth', 'time:inXSDgYear'], findings);
}
