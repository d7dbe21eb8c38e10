import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Lang } from '../../../schema/generated/common.js';
import { isDcatRecord } from '../../../schema/formats/export-record.js';
import { linkedOfAnswer, recordOfAnswer, recordQuery } from '../../../schema/formats/record-query.js';
import { toSchemaOrg } from '../../../schema/formats/schema-org/to-schema-org.js';
import type { RouteHandler } from '../../../subgraphs/kit/observe/route-handler.js';
import type { WireError } from '../../../subgraphs/kit/transport/transport.js';
import type { AskView } from '../ask-view.js';
import { originOf } from '../origin.js';
import { failureStatus } from './failure-status.js';
import { escapeHtml } from './html.js';
import { RECORD_FORMS, wantedForm } from './record-forms.js';
import { descriptionOf, recordHtml, titleOf } from './record-html.js';
import { addressOf, onlyReads, sendPage, sendText, wantedOf } from './send-page.js';

export interface RecordRouteOptions {
  readonly ask: AskView;
  /** Address under which clients know the gateway; undefined: as they ask for it. */
  readonly publicUrl: string | undefined;
}

const QUERY = recordQuery({ names: true, newer: true, newKinds: true });

/** `/id/{id}`: a record as HTML, JSON-LD or Turtle by `Accept` or `?format=`; 301 to what a record was merged into, 410 for one that was withdrawn. */
export function recordRoute({ ask, publicUrl }: RecordRouteOptions): RouteHandler {
  return async function answerRecord(message, response, scope) {
    if (!onlyReads(message, response)) return;
    const { params, lang } = wantedOf(message);
    const form = wantedForm(message, params);
    const id = idOf(message);
    const origin = originOf(message, publicUrl);
    if (form === undefined) return sendText(message, response, 406, 'text/plain; charset=utf-8', `Expected one of text/html, ${Object.values(RECORD_FORMS).map(({ type }) => type).join(', ')}.\n`, { vary: 'accept' });
    const { data, errors } = await ask(message, scope, QUERY, { id });
    const found = data?.['record'] as Readonly<Record<string, unknown>> | null | undefined;
    if (!found) return sendFailure({ message, response, form, lang, id, failure: errors[0] });

    const [record, linked] = [recordOfAnswer(found), linkedOfAnswer(found)];
    const options = { linked: (one: string) => linked.get(one), iriBase: `${origin}/id/` };
    const canonical = `${origin}/id/${id}`;
    const headers = { vary: 'accept, accept-language', 'access-control-allow-origin': '*', link: `<${canonical}>; rel="canonical"` };
    const written = RECORD_FORMS[form];
    if (written && !isDcatRecord(record)) return sendText(message, response, 406, 'text/plain; charset=utf-8', 'DCAT-AP has no class for this kind: expected text/html.\n', headers);
    if (written) return sendText(message, response, 200, `${written.type}; charset=utf-8`, await written.write(record, options), headers);
    await sendPage(message, response, 200, {
      lang,
      title: titleOf(record, lang),
      description: descriptionOf(record, lang),
      canonical,
      alternates: Object.entries(isDcatRecord(record) ? RECORD_FORMS : {}).map(([name, { type }]) => ({ type, href: `${canonical}?format=${name}` })),
      jsonLd: { '@context': 'https://schema.org/', ...toSchemaOrg(record, options) },
      body: recordHtml(record, options.linked, lang),
    }, headers);
  };
}

function idOf(message: IncomingMessage): string {
  const rest = addressOf(message).path.slice('/id/'.length);
  try {
    return decodeURIComponent(rest);
  } catch {
    return rest;
  }
}

interface Failure {
  readonly message: IncomingMessage;
  readonly response: ServerResponse;
  readonly form: string;
  readonly lang: Lang;
  readonly id: string;
  /** None where the owner simply has no such record. */
  readonly failure: WireError | undefined;
}

/** Of an error of the catalog. */
interface FailureDetails {
  readonly code?: string;
  readonly reason?: string;
  readonly replacedBy?: string | null;
}

/** In the words of the app (web/src/words), which takes the page over. */
const TITLES: Readonly<Record<number, readonly [zh: string, en: string]>> = { 404: ['没有这条记录', 'There is no such record'], 410: ['此记录已撤销', 'This record was withdrawn'], 429: ['请求过于频繁', 'Too many requests'] };
const UNREADABLE = ['暂时无法读取', 'Not available now'] as const;

async function sendFailure({ message, response, form, lang, id, failure }: Failure): Promise<void> {
  const { code = 'RECORD_NOT_FOUND', reason, replacedBy } = (failure?.extensions ?? {}) as FailureDetails;
  if (code === 'RECORD_RETIRED' && typeof replacedBy === 'string') {
    // The successor in the form and the language that was asked for.
    const { query } = addressOf(message);
    return sendText(message, response, 301, 'text/plain; charset=utf-8', `${id} was merged into ${replacedBy}.\n`, { location: `/id/${encodeURIComponent(replacedBy)}${query === '' ? '' : `?${query}`}`, vary: 'accept, accept-language' });
  }
  const { status, headers: more } = failureStatus({ extensions: { ...failure?.extensions, code } });
  const title = (TITLES[status] ?? UNREADABLE)[lang === 'EN' ? 1 : 0];
  const said = code === 'RECORD_RETIRED' && reason ? reason : (failure?.message ?? id);
  const headers = { vary: 'accept, accept-language', ...more };
  if (form !== 'html') return sendText(message, response, status, 'application/json; charset=utf-8', JSON.stringify({ error: { code, message: said, id } }), headers);
  await sendPage(message, response, status, { lang, title, description: said, body: `<h1>${title}</h1><p>${escapeHtml(said)}</p>` }, headers);
}
