import type { Audience, AudienceWord } from '../../audience.js';
import type { Openness } from '../../generated/common.js';

/** The narrower of two comes later. */
const NARROWER: readonly Openness[] = ['OPEN', 'CONDITIONAL', 'CLOSED'];
const AT_LEAST: Readonly<Record<AudienceWord, Openness>> = { PUBLIC: 'OPEN', MEMBER: 'CONDITIONAL', NAMED: 'CONDITIONAL', OWNER: 'CLOSED' };

/** What `dct:accessRights` may say of data whose record is not for everybody: nobody is promised what he may not even know of. */
export const accessOf = (openness: Openness, audience: AudienceWord = 'PUBLIC'): Openness =>
  NARROWER[Math.max(NARROWER.indexOf(openness), NARROWER.indexOf(AT_LEAST[audience]))] as Openness;

/** A word of an audience that is not known may mean anything, so it is taken for the narrowest. */
export function audienceNamed(word: string, named: readonly string[]): Audience {
  const audience = (Object.keys(AT_LEAST) as AudienceWord[]).find((known) => known === word) ?? 'OWNER';
  return { audience, named: audience === 'NAMED' ? named : [] };
}
