import { AUDIENCES, type AudienceWord } from '../../../../schema/audience.js';
import { isAuthorityCode } from '../../../../schema/ids.js';
import type { Check, Report } from '../report.js';
import { oneOf } from './codes.js';

/** Who may know of a record. */
export const audienceWord = oneOf(AUDIENCES);

/** An authority's code. */
export const authorityCode: Check<string, string> = (value, field, report) => {
  const code = value.trim();
  return isAuthorityCode(code) ? code : report('AUTHORITY', field, value, 'Expected 2 to 12 of 0-9 A-Z, such as 310000.');
};

/** What a record says of its audience, as it is kept: a public one says nothing, names are in order and each once. */
export function tidyAudience<Content extends object>(content: Content, report: Report): Content {
  const { audience, named, ...rest } = content as { readonly audience?: AudienceWord; readonly named?: readonly string[] };
  if (audience === 'NAMED' && named === undefined) report('REQUIRED', 'named', null, 'Expected codes of the authorities whose staff may know of it: audience NAMED needs them.');
  if (audience !== 'NAMED' && named !== undefined) report('NOT_OF_KIND', 'named', named, `Expected no named: only with audience NAMED, but it is ${audience ?? 'PUBLIC'}.`);
  const kept = audience === undefined || audience === 'PUBLIC' ? {} : { audience };
  return { ...rest, ...kept, ...(audience === 'NAMED' && named !== undefined && { named: [...new Set(named)].sort() }) } as Content;
}
