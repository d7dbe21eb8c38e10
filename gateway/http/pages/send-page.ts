import Negotiator from 'negotiator';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Lang } from '../../../schema/generated/common.js';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { htmlPage, type HtmlPage } from './html.js';

/** Nothing of another host, no script or style inside a page, and no text that becomes markup. */
const CONTENT_SECURITY_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

const HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
} as const;

/** An address before and behind its first `?`; a query may have more of them. */
export function addressOf({ url = '/' }: Pick<IncomingMessage, 'url'>): { readonly path: string; readonly query: string } {
  const at = url.indexOf('?');
  return at < 0 ? { path: url, query: '' } : { path: url.slice(0, at), query: url.slice(at + 1) };
}

/** What is wanted of an address: its query, and the language of the reader. */
export function wantedOf(message: IncomingMessage): { readonly params: URLSearchParams; readonly lang: Lang } {
  const params = new URLSearchParams(addressOf(message).query);
  const said = params.get('lang')?.toUpperCase();
  const lang = said === 'EN' || said === 'ZH' ? said : new Negotiator(message).language(['zh', 'zh-CN', 'en'])?.startsWith('en') ? 'EN' : 'ZH';
  return { params, lang };
}

/** Answers with a text. HEAD is told of it, and is not sent it. */
export function sendText(message: IncomingMessage, response: ServerResponse, status: number, mediaType: string, text: string | Buffer, more: Readonly<Record<string, string>> = {}): void {
  const body = Buffer.from(text);
  response.writeHead(status, { ...HEADERS, 'cache-control': 'no-cache', ...more, 'content-type': mediaType, 'content-length': body.length }).end(message.method === 'HEAD' ? undefined : body);
}

const zip = promisify(gzip);

/** Whether who asks takes gzip. */
export const takesGzip = (message: Pick<IncomingMessage, 'headers'>): boolean => new Negotiator(message).encodings(['gzip']).length > 0;

export async function sendPage(message: IncomingMessage, response: ServerResponse, status: number, page: HtmlPage, more: Readonly<Record<string, string>> = {}): Promise<void> {
  const html = htmlPage(page);
  const zips = takesGzip(message);
  const headers = { ...more, vary: 'accept, accept-language, accept-encoding', ...(zips && { 'content-encoding': 'gzip' }) };
  sendText(message, response, status, 'text/html; charset=utf-8', zips ? await zip(html, { level: 4 }) : html, headers);
}

/** Whether the request only reads; one that does not is refused. */
export function onlyReads(message: IncomingMessage, response: ServerResponse): boolean {
  if (message.method === 'GET' || message.method === 'HEAD') return true;
  sendText(message, response, 405, 'text/plain; charset=utf-8', 'Expected GET or HEAD.\n', { allow: 'GET, HEAD' });
  return false;
}
