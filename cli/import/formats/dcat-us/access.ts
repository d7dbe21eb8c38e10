import type { RecordInput } from '../../../../schema/generated/catalog.js';
import type { Problem } from '../../mapping/rule.js';
import { problem } from '../json/record-parts.js';
import { asObject, objectsOf, textOf, textsOf, type JsonObject } from '../json/values.js';

type Access = Pick<RecordInput, 'shareType' | 'shareCondition' | 'openness'>;
type Level = 'PUBLIC' | 'RESTRICTED' | 'CLOSED';

/** Who may have the data; or why that is not known, for what nobody said is open must not be promised. */
export type ReadAccess = { readonly access: Access; readonly notes?: readonly string[] } | { readonly problem: Problem };

/** The levels of DCAT-US 1.1. */
const LEVELS: Readonly<Record<string, Level>> = { public: 'PUBLIC', 'restricted public': 'RESTRICTED', 'non public': 'CLOSED', nonpublic: 'CLOSED' };
const EXPECTED = 'Expected public, restricted public or non-public';

/**
 * Who may have the data. DCAT-US 1.1 has one of three levels in `accessLevel`; DCAT-US 3 says it in words in `accessRights`.
 * The condition is what `rights` says of it.
 */
export function readAccess(entry: JsonObject): ReadAccess {
  const [level, words] = [textOf(entry['accessLevel']), textOf(entry['accessRights'])];
  if (level !== undefined) return decide(entry, 'accessLevel', level, LEVELS[level.toLowerCase().replaceAll(/[\s_-]+/g, ' ')]);
  if (words !== undefined) return decide(entry, 'accessRights', words, levelIn(words));
  if (!isOfVersion3(entry)) return { problem: problem('accessLevel', entry['accessLevel'], 'REQUIRED', `${EXPECTED}: without it nobody knows who may have the data.`) };
  return { access: accessOf('PUBLIC', null), notes: ['accessRights: not said, taken as public'] };
}

function decide(entry: JsonObject, field: 'accessLevel' | 'accessRights', told: string, level: Level | undefined): ReadAccess {
  if (level === undefined) return { problem: problem(field, told, 'VOCABULARY', `${EXPECTED}${field === 'accessRights' ? ' among its words' : ''}.`) };
  return { access: accessOf(level, textsOf(entry['rights']).join('\n') || told) };
}

function accessOf(level: Level, condition: string | null): Access {
  if (level === 'PUBLIC') return { shareType: 'UNCONDITIONAL', openness: 'OPEN' };
  return level === 'CLOSED' ? { shareType: 'NOT_SHARED', shareCondition: condition, openness: 'CLOSED' } : { shareType: 'CONDITIONAL', shareCondition: condition, openness: 'CONDITIONAL' };
}

/** The narrowest level that the words name. */
function levelIn(words: string): Level | undefined {
  if (/\b(?:non|not)[\s_-]*(?:public|open)|closed|private|confidential/i.test(words)) return 'CLOSED';
  if (/(?<!un)restrict|conditional|on application/i.test(words.replaceAll(/unconditional|\bno restrictions?\b/gi, 'public'))) return 'RESTRICTED';
  return /public|\bopen\b|unrestricted|unconditional|\bno restrictions?\b/i.test(words) ? 'PUBLIC' : undefined;
}

/** Types have a prefix in 1.1 (`dcat:Dataset`, `vcard:Contact`), and none in 3. */
const isOfVersion3 = (entry: JsonObject): boolean =>
  [entry, asObject(entry['publisher']), ...objectsOf(entry['contactPoint'])].some((one) => /^[A-Za-z]+$/.test(textOf(one['@type']) ?? ''));
