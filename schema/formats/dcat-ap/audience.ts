import type { Audience, AudienceWord } from '../../audience.js';
import type { Openness } from '../../generated/common.js';

/** The narrower of two comes later. */
const NARROWER: readonly Openness[] = ['OPEN', 'CONDITIONAL', 'CLOSED'];
const AT_LEAST: Readonly<Record<AudienceWord, Openness>> = { PUBLIC: 'OPEN', MEMBER: 'CONDITIONAL', NAMED: 'CONDITIONAL', OWNER: 'CLOSED' };

/** What `dct:accessRights` may say of data whose record is not for everybody: nobody is promised what he may not even know of. */
export const accessOf = (openness: Openness, audience: AudienceWord = 'PUBLIC'): Openness =>
  NARROWER[Math.max(NARROWER.indexOf(openness), NARROWER.indexOf(AT_LEAST[audience]))] as Openness;

/** Audiences, each of which is within the one before where it names members. */
const FROM_WIDEST: readonly AudienceWord[] = ['PUBLIC', 'MEMBER', 'NAMED', 'OWNER'];

/** The narrowest of what is said. A word that is not known may mean anything, so it is taken for the narrowest of all. */
export function audienceNamed(words: readonly string[], named: readonly string[]): Audience {
  const meant = words.map((word) => (FROM_WIDEST as readonly string[]).indexOf(word)).map((at) => (at < 0 ? FROM_WIDEST.length - 1 : at));
  const audience = FROM_WIDEST[Math.max(...meant)] ?? 'OWNER';
  return { audience, named: audience === 'NAMED' ? named : [] };
}
