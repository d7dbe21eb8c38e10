import { AUDIENCES, type Audience, type AudienceWord } from '../../audience.js';
import { OPENNESS } from '../../enum-words.js';
import type { Openness } from '../../generated/common.js';

const AT_LEAST: Readonly<Record<AudienceWord, Openness>> = { PUBLIC: 'OPEN', MEMBER: 'CONDITIONAL', NAMED: 'CONDITIONAL', OWNER: 'CLOSED' };

/** What `dct:accessRights` may say of data whose record is not for everybody: nobody is promised what he may not even know of. */
export const accessOf = (openness: Openness, audience: AudienceWord = 'PUBLIC'): Openness =>
  OPENNESS[Math.max(OPENNESS.indexOf(openness), OPENNESS.indexOf(AT_LEAST[audience]))] as Openness;

/** The narrowest of what is said. A word that is not known may mean anything, so it is taken for the narrowest of all. */
export function audienceNamed(words: readonly string[], named: readonly string[]): Audience {
  const meant = words.map((word) => (AUDIENCES as readonly string[]).indexOf(word)).map((at) => (at < 0 ? AUDIENCES.length - 1 : at));
  const audience = AUDIENCES[Math.max(...meant)] ?? 'OWNER';
  return { audience, named: audience === 'NAMED' ? named : [] };
}
