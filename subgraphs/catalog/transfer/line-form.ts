import { audienceOfLog, readLogKey } from '../../../schema/audience.js';
import { isAuthorityCode, KIND_CODES } from '../../../schema/ids.js';
import { FORMAT, FORMAT_VERSIONS, type EntryLine, type FileHeader, type FileTrailer } from './node-file.js';

export type Line =
  | { readonly is: 'HEADER'; readonly line: FileHeader }
  | { readonly is: 'ENTRY'; readonly line: EntryLine }
  | { readonly is: 'TRAILER'; readonly line: FileTrailer };

type Fields = Readonly<Record<string, unknown>>;
type Form = Readonly<Record<string, (value: unknown) => boolean>>;

/** The value of a line; undefined where it is no JSON in UTF-8. */
export function parseLine(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

/** What a line is, by the fields that it has; null where it has those of nothing. */
export function lineForm(value: unknown): Line | null {
  const fields = typeof value === 'object' && value !== null ? (value as Fields) : {};
  // Of another version only the reader knows what fields it has; that it is a header can be said.
  if (fits(fields, HEADER) || (fields['format'] === FORMAT && !FORMAT_VERSIONS.includes(fields['version'] as number))) return { is: 'HEADER', line: fields as unknown as FileHeader };
  if (fits(fields, ENTRY)) return { is: 'ENTRY', line: fields as unknown as EntryLine };
  if (fits(fields, TRAILER)) return { is: 'TRAILER', line: fields as unknown as FileTrailer };
  return null;
}

/** Every field as it must be, and none besides. */
const fits = (fields: Fields, form: Form): boolean => Object.entries(form).every(([name, holds]) => holds(fields[name])) && Object.keys(fields).every((name) => name in form);

const isText = (value: unknown): value is string => typeof value === 'string';
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;
const isHash = (value: unknown): boolean => isText(value) && /^[0-9a-f]{64}$/.test(value);
const isAuthority = (value: unknown): boolean => isText(value) && isAuthorityCode(value);
/** Of a log that is not for everybody. */
const isRestrictedLog = (value: unknown): boolean => {
  const { authority, logName } = isText(value) ? readLogKey(value) : { authority: '', logName: '' };
  return isAuthorityCode(authority) && logName !== 'PUBLIC' && audienceOfLog(logName) !== null;
};
const isLogKey = (value: unknown): boolean => isAuthority(value) || isRestrictedLog(value);
const optional = (holds: (value: unknown) => boolean) => (value: unknown): boolean => value === undefined || holds(value);
const listOf = (holds: (value: unknown) => boolean) => (value: unknown): boolean => Array.isArray(value) && value.every(holds);
const isSource = (value: unknown): boolean => fits((value ?? {}) as Fields, { system: isText, identifier: isText });
const isLog = (value: unknown): boolean => fits((value ?? {}) as Fields, { authority: isLogKey, head: isCount, live: isCount, leafHash: isText });

const HEADER: Form = { format: (value) => value === FORMAT, version: isCount, exportedAt: isText, contract: isText, authorities: listOf(isAuthority), restricted: optional(listOf(isRestrictedLog)) };

const TRAILER: Form = { entries: isCount, logs: listOf(isLog), sha256: isHash };

const ENTRY: Form = {
  authority: isLogKey,
  seq: isCount,
  id: isText,
  kind: (value) => isText(value) && value in KIND_CODES,
  version: isCount,
  op: (value) => value === 'UPSERT' || value === 'TOMBSTONE',
  at: isText,
  recordHash: isHash,
  leafHash: isHash,
  contentHash: optional(isHash),
  sources: optional(listOf(isSource)),
  document: optional(isText),
  author: optional(isText),
};
