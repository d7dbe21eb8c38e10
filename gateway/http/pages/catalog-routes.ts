import Negotiator from 'negotiator';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DcatDocumentOptions } from '../../../schema/formats/dcat-ap/dcat-document.js';
import type { Records } from '../../../schema/formats/linked.js';
import { isAuthorityCode } from '../../../schema/ids.js';
import type { RouteHandler, Routes } from '../../../subgraphs/kit/observe/route-handler.js';
import { allowEveryOrigin } from '../allow-every-origin.js';
import type { AskView } from '../ask-view.js';
import { originOf } from '../origin.js';
import { catalogOf, filterOf, nationalCatalog, NoPage, QUERIES, readPage, type CatalogPage } from './catalog-page.js';
import { failureStatus } from './failure-status.js';
import { whole } from './record-forms.js';
import { addressOf, onlyReads, sendText } from './send-page.js';

export interface CatalogRoutesOptions {
  readonly ask: AskView;
  readonly publicUrl: string | undefined;
}

interface CatalogForm {
  readonly type: string;
  readonly write: (records: Records, options: DcatDocumentOptions) => Promise<string>;
}

/** By the ending of an address. The code of a form is loaded when it is used. */
export const CATALOG_FORMS: Readonly<Record<string, CatalogForm>> = {
  ttl: { type: 'text/turtle', write: async (records, options) => whole((await import('../../../schema/formats/dcat-ap/write-turtle.js')).writeTurtle(records, options)) },
  jsonld: { type: 'application/ld+json', write: async (records, options) => whole((await import('../../../schema/formats/dcat-ap/write-json-ld.js')).writeJsonLd(records, options)) },
};

const PAGE = 'html';
/** What `Accept` may choose: Turtle for those who take anything. */
const TYPES: Readonly<Record<string, string>> = { 'text/turtle': 'ttl', 'application/ld+json': 'jsonld', 'application/json': 'jsonld', 'text/html': PAGE, 'application/xhtml+xml': PAGE };

/** An address of a catalog: of the nation where the code is null. */
interface Address {
  readonly code: string | null;
  /** Undefined where `Accept` decides. */
  readonly form: string | undefined;
  readonly after: string | null;
}

/** `/catalog` and `/catalogs/{code}`: DCAT-AP catalogs of the nation and of each authority, a page at a time, in Turtle or JSON-LD by ending or by `Accept`. */
export function catalogRoutes({ ask, publicUrl }: CatalogRoutesOptions): Routes {
  const answer: RouteHandler = async (message, response, scope) => {
    if (!onlyReads(message, response)) return;
    const address = documentOf(message);
    if (!address) return sendText(message, response, 404, TEXT, 'Expected /catalog or /catalogs/{code of an authority}, with .ttl, .jsonld or none behind it.\n');
    const { code, after } = address;
    const form = address.form ?? TYPES[new Negotiator(message).mediaType(Object.keys(TYPES)) ?? ''];
    if (form === undefined) return sendText(message, response, 406, TEXT, `Expected one of ${Object.keys(TYPES).join(', ')}.\n`, VARY);
    if (form === PAGE) return sendText(message, response, 303, TEXT, 'The page for people is elsewhere.\n', { ...VARY, location: code === null ? '/' : `/authority/${code}` });
    const origin = originOf(message, publicUrl);
    try {
      const page = readPage(await ask(message, scope, code === null ? QUERIES.nation : QUERIES.authority, { filter: filterOf(code), after, ...(code !== null && { code }) }));
      await sendCatalog({ message, response, page, origin, code, after, form });
    } catch (error) {
      if (!(error instanceof NoPage)) throw error;
      sendNoPage(message, response, error);
    }
  };
  const route = allowEveryOrigin(answer);
  return { '/catalog': route, ...Object.fromEntries(Object.keys(CATALOG_FORMS).map((ending) => [`/catalog.${ending}`, route])), '/catalogs/*': route };
}

const TEXT = 'text/plain; charset=utf-8';
const VARY = { vary: 'accept' };

/** The address of a catalog's document. @param code null for the nation's */
export const catalogPath = (code: string | null, ending: string): string => `${code === null ? '/catalog' : `/catalogs/${code}`}.${ending}`;

function documentOf(message: IncomingMessage): Address | null {
  const { path, query } = addressOf(message);
  const [, named, ending] = /^\/(?:catalog|catalogs\/([^/.]+))(?:\.([a-z]+))?$/.exec(path) ?? [];
  const isNation = path.startsWith('/catalog.') || path === '/catalog';
  if (!isNation && (named === undefined || !isAuthorityCode(named))) return null;
  if (ending !== undefined && !Object.hasOwn(CATALOG_FORMS, ending)) return null;
  return { code: named ?? null, form: ending, after: new URLSearchParams(query).get('after') };
}

interface Sending {
  readonly message: IncomingMessage;
  readonly response: ServerResponse;
  readonly page: CatalogPage;
  readonly origin: string;
  readonly code: string | null;
  readonly after: string | null;
  readonly form: string;
}

async function sendCatalog({ message, response, page, origin, code, after, form }: Sending): Promise<void> {
  const { type, write } = CATALOG_FORMS[form] as CatalogForm;
  const { records, linked, total, next, authorities } = page;
  const documentAt = (cursor: string | null): string => `${origin}${catalogPath(code, form)}${cursor === null ? '' : `?after=${encodeURIComponent(cursor)}`}`;
  const [first, own] = [documentAt(null), authorities[0]];
  const catalog = code === null || !own ? nationalCatalog(authorities, origin) : catalogOf(own, origin);
  const text = await write(records, {
    iriBase: `${origin}/id/`,
    linked: (id) => linked.get(id),
    // The parts are told once, on the first page.
    catalog: { ...catalog, parts: after === null ? catalog.parts : undefined, page: { iri: documentAt(after), first, next: next === null ? undefined : documentAt(next), total } },
  });
  const links = [`<${first}>; rel="first"`, ...(next === null ? [] : [`<${documentAt(next)}>; rel="next"`])];
  sendText(message, response, 200, `${type}; charset=utf-8`, text, { ...VARY, link: links.join(', ') });
}

function sendNoPage(message: IncomingMessage, response: ServerResponse, { message: text, failure }: NoPage): void {
  const { status, headers } = failureStatus(failure ?? {});
  sendText(message, response, status, TEXT, `${text}\n`, { ...VARY, ...headers });
}
