import type { RecordKind } from '../../../../schema/generated/common.js';
import { parseId } from '../../../../schema/ids.js';
import type { Value } from '../../mapping/value.js';
import { addressIn } from '../../mapping/links.js';
import { asObject, elementsOf, textOf } from './values.js';

/** A node takes no longer address. */
const LONGEST = 8_192;

/** A web address that a node takes; undefined where the text is none. */
export function readAddress(text: string | undefined, schemes = /^(?:https?|ftp|s3):$/): string | undefined {
  const found = text === undefined || text.length > LONGEST ? undefined : (addressIn(text) ?? (URL.canParse(text.trim()) && !/\s/.test(text.trim()) ? text.trim() : undefined));
  if (found === undefined || !/^[A-Za-z][\w+.-]*:\/\//.test(found)) return undefined;
  const { protocol, password } = new URL(found);
  return schemes.test(protocol) && password === '' ? found : undefined;
}

export const readPage = (text: string | undefined): string | undefined => readAddress(text, /^https?:$/);

/** Ids of the catalog's own records of a kind that a value links to: what was exported from here finds its way back. */
export function readIds(value: Value, kind: RecordKind): readonly string[] {
  const named = elementsOf(value).flatMap((one) => [textOf(asObject(one)['identifier']), textOf(asObject(one)['@id']), textOf(one)]);
  return [...new Set(named.flatMap((name) => idIn(name, kind)))];
}

function idIn(name: string | undefined, kind: RecordKind): readonly string[] {
  const last = name?.split(/[/:#]/).at(-1) ?? '';
  const parsed = parseId(last);
  return parsed.ok && parsed.kind === kind ? [last] : [];
}

const MEDIA_TYPE = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(?:\s*;\s*[\w!#$&^.+-]+=(?:[\w!#$&^.+-]+|"[^"]*"))*$/;
const IANA = /^https?:\/\/www\.iana\.org\/assignments\/media-types\//;

/** A media type, also as the address that IANA gave it; undefined where it is none. */
export function readMediaType(text: string | undefined): string | undefined {
  const plain = text?.replace(IANA, '');
  return plain !== undefined && MEDIA_TYPE.test(plain) && plain.length <= 200 ? plain : undefined;
}
