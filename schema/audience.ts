/*
 * Who may know of a record (design section 6). Records of one audience stand in one log, so that whoever may read an
 * entry may read the whole log, and no position, size or proof tells of anything else.
 */

/** `PUBLIC`: everybody. `MEMBER`: staff of any member. `NAMED`: staff of the authorities named. `OWNER`: staff of the owner. */
export type AudienceWord = (typeof AUDIENCES)[number];

/** The widest first: each is within the one before where it names members. */
export const AUDIENCES = ['PUBLIC', 'MEMBER', 'NAMED', 'OWNER'] as const;

/** An audience; `named` are authorities' codes, in order and each once, and only of `NAMED`. */
export interface Audience {
  readonly audience: AudienceWord;
  readonly named: readonly string[];
}

/** Who asks, as far as audiences care: nobody known, or staff of authorities. */
export interface Reader {
  /** Codes of the authorities whose staff it is; none for the public. */
  readonly authorities: readonly string[];
}

/** What a record says of who may know of it. Without an audience it is public. */
export interface Guarded {
  readonly audience?: AudienceWord;
  readonly named?: readonly string[];
  /** GB/T 43697 grade: 核心 (`CORE`) never leaves its node, whatever the audience says. */
  readonly grade?: string;
}

export const EVERYBODY: Reader = { authorities: [] };

/** The strictest of what a record says. */
export function audienceOf({ audience = 'PUBLIC', named = [], grade }: Guarded): Audience {
  if (grade === 'CORE') return { audience: 'OWNER', named: [] };
  return { audience, named: audience === 'NAMED' ? [...new Set(named)].sort() : [] };
}

/** Whether a reader may know that a record of `owner`, an authority's code, exists. */
export function maySee({ authorities }: Reader, owner: string, { audience, named }: Audience): boolean {
  if (audience === 'PUBLIC' || authorities.includes(owner)) return true;
  if (audience === 'MEMBER') return authorities.length > 0;
  return audience === 'NAMED' && authorities.some((code) => named.includes(code));
}

/** Whether records of an audience may be copied to the national index. */
export const mayLeave = ({ audience }: Audience): boolean => audience !== 'OWNER';

/** Name of an audience's log within its authority: `PUBLIC`, `MEMBER`, `NAMED:330000,MEE`, `OWNER`. */
export const logNameOf = ({ audience, named }: Audience): string => (audience === 'NAMED' ? `NAMED:${named.join()}` : audience);

const LOG_NAME = /^(?:PUBLIC|MEMBER|OWNER|NAMED:[0-9A-Z]{2,12}(?:,[0-9A-Z]{2,12})*)$/;

/** The audience of a log by its name; null where it is none. */
export function audienceOfLog(name: string): Audience | null {
  if (!LOG_NAME.test(name)) return null;
  const [audience, named = ''] = name.split(':') as [AudienceWord, string?];
  const codes = named === '' ? [] : named.split(',');
  const found: Audience = { audience, named: codes };
  return logNameOf(audienceOf(found)) === name ? found : null;
}

/** The key that a log is kept under: the authority's code of its public one, `310000/MEMBER` of others. */
export const logKey = (authority: string, logName: string): string => (logName === 'PUBLIC' ? authority : `${authority}/${logName}`);

/** Both parts of a log's key. */
export function readLogKey(key: string): { readonly authority: string; readonly logName: string } {
  const slash = key.indexOf('/');
  return slash < 0 ? { authority: key, logName: 'PUBLIC' } : { authority: key.slice(0, slash), logName: key.slice(slash + 1) };
}
