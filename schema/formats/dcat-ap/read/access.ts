import type { RecordInput } from '../../../generated/catalog.js';
import type { Openness, ShareType } from '../../../generated/common.js';
import type { RdfGraph, RdfResource } from '../rdf-graph.js';
import { CONCEPTS } from '../vocabulary.js';
import type { Findings } from './findings.js';
import { oneText } from './texts.js';
import { codes, described, ourWord } from './values.js';

type ShareTerms = Pick<RecordInput, 'shareType' | 'shareCondition' | 'openness'>;

/** Words for access in the vocabularies of the EU and of COAR. */
const OPENNESS: Readonly<Record<string, Openness>> = {
  PUBLIC: 'OPEN', OPEN: 'OPEN', OPENACCESS: 'OPEN', C_ABF2: 'OPEN',
  RESTRICTED: 'CONDITIONAL', RESTRICTEDACCESS: 'CONDITIONAL', C_16EC: 'CONDITIONAL',
  NON_PUBLIC: 'CLOSED', CONFIDENTIAL: 'CLOSED', SENSITIVE: 'CLOSED', C_14CB: 'CLOSED',
}; // prettier-ignore

const SHARE_TYPES: Readonly<Record<Openness, ShareType>> = { OPEN: 'UNCONDITIONAL', CONDITIONAL: 'CONDITIONAL', CLOSED: 'NOT_SHARED' };

/** What stands in the record where the source states a restriction without saying which, or nothing at all. */
const CONDITIONS = { CONDITIONAL: '来源注明为受限访问，条件见其说明。', CLOSED: '来源注明为不公开。', unstated: '来源未注明访问条件，请向提供方确认。' } as const;

/**
 * Share terms in our words, else by `dct:accessRights`, else as the import was told. Where nobody says that data are
 * open they are taken as had on conditions: a catalog must not promise what the owner did not.
 */
export function readShareTerms(graph: RdfGraph, resource: RdfResource, access: Openness | undefined, findings: Findings): ShareTerms {
  const condition = oneText(resource, 'shareCondition', ['ucat:shareCondition'], findings);
  const shareType = ourWord(resource, 'ucat:shareType', CONCEPTS.shareType);
  const said = ourWord(resource, 'ucat:openness', CONCEPTS.openness) ?? codes(resource.all('dct:accessRights')).map((code) => OPENNESS[code.toUpperCase()]).find((found) => found !== undefined);
  if (shareType !== undefined) return { shareType, ...(condition !== undefined && { shareCondition: condition }), openness: said ?? 'CONDITIONAL' };
  if (said === undefined && access === undefined) findings.note('no access rights stated: taken as conditional');
  const openness = (said ?? access ?? 'CONDITIONAL') as Openness;
  if (openness === 'OPEN') return { shareType: SHARE_TYPES.OPEN, openness };
  const stated = said === undefined ? undefined : statement(graph, resource, findings);
  return { shareType: SHARE_TYPES[openness], shareCondition: condition ?? stated ?? (said === undefined ? CONDITIONS.unstated : CONDITIONS[openness]), openness };
}

/** What the source says of its conditions in words. */
function statement(graph: RdfGraph, resource: RdfResource, findings: Findings): string | undefined {
  const statements = resource.all('dct:accessRights', 'dct:rights').map((term) => described(graph, term));
  const texts = statements.map((one) => one && oneText(one, 'shareCondition', ['dct:description', 'rdfs:label', 'skos:prefLabel', 'dct:title'], findings));
  return texts.find((text) => text !== undefined);
}
