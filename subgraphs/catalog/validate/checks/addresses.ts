import type { Check } from '../report.js';
import { text } from './texts.js';

const FORM = /^[A-Za-z][A-Za-z0-9+.-]*:\/\/[^\s<>"]+$/;
const MEDIA_TYPE = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(?:\s*;\s*[\w!#$&^.+-]+=(?:[\w!#$&^.+-]+|"[^"]*"))*$/;

/** An absolute address with one of these schemes and no password in it. Kept as it was written. */
const address =
  (...schemes: readonly string[]): Check<string, string> =>
  (value, field, report) => {
    const clean = text(8_192)(value, field, report);
    if (clean === undefined) return undefined;
    const expected = `an address with ${schemes.join(', ')}, such as https://data.example.cn/1`;
    if (!FORM.test(clean) || !URL.canParse(clean)) return report('URL', field, value, `Expected ${expected} (a space is written %20).`);
    const { protocol, password } = new URL(clean);
    if (!schemes.includes(protocol.slice(0, -1))) return report('URL', field, value, `Expected ${expected} but got ${protocol}//….`);
    if (password !== '') return report('URL', field, null, 'Expected an address without a password: what is published here is read by everybody.');
    return clean;
  };

/** A page or a service. */
export const webAddress = address('http', 'https');

/** Where data can be had. */
export const dataAddress = address('http', 'https', 'ftp', 's3');

/** An IANA media type, with parameters or without (RFC 9110, 8.3.1). */
export const mediaType: Check<string, string> = (value, field, report) => {
  const clean = value.trim();
  return MEDIA_TYPE.test(clean) && clean.length <= 200 ? clean : report('MEDIA_TYPE', field, value, 'Expected an IANA media type such as text/csv.');
};
