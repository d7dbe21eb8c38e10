import { LRUCache } from 'lru-cache';
import type { IncomingMessage } from 'node:http';
import type { RequestScope } from '../../../subgraphs/kit/observe/request-scope.js';
import type { RouteHandler, Routes } from '../../../subgraphs/kit/observe/route-handler.js';
import type { WireError } from '../../../subgraphs/kit/transport/transport.js';
import { xmlText } from '../../../schema/formats/xml-text.js';
import type { AskView, ViewAnswer } from '../ask-view.js';
import { originOf } from '../origin.js';
import { failureStatus } from './failure-status.js';
import { onlyReads, sendText } from './send-page.js';

/** Addresses in one part; the protocol allows 50,000, and a part costs a question of the index for each hundred. */
const PART_SIZE = 1_000;
const PAGE_SIZE = 100;
/** Questions for one part at most: who asks for a late part before the earlier ones is told to come back. */
const MOST_PAGES = 100;

const COUNTS = 'query SitemapIndex { coverage { authorities { authority total } } }';
const RECORDS = `query SitemapPart($authority: ID!, $after: String) {
  search(filter: { authorities: [$authority], audiences: [PUBLIC] }, sort: TITLE, first: ${String(PAGE_SIZE)}, after: $after) { edges { node { id modified } } pageInfo { hasNextPage endCursor } }
}`;

export interface SitemapOptions {
  readonly ask: AskView;
  readonly publicUrl: string | undefined;
}

interface Page {
  readonly edges: readonly { readonly node: { readonly id: string; readonly modified: string | null } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** What the index did not answer, with its word for it. */
class NoAnswer extends Error {
  constructor(readonly failure: WireError) {
    super(failure.message);
  }
}

/** `/sitemap.xml`, an index of parts, and `/sitemaps/{authority}-{part}.xml`: every record that everybody may know of. */
export function sitemapRoutes({ ask, publicUrl }: SitemapOptions): Routes {
  /** Where a part begins, by its name: known as soon as the part before it was made. */
  const cursors = new LRUCache<string, string>({ max: 10_000 });

  async function pageOf(message: IncomingMessage, scope: RequestScope, authority: string, after: string | null): Promise<Page> {
    return required(await ask(message, scope, RECORDS, { authority, after }), 'search') as Page;
  }

  /** Null where the authority has no such part. */
  async function partOf(message: IncomingMessage, scope: RequestScope, authority: string, part: number): Promise<Page['edges'] | null> {
    let known = part;
    while (known > 1 && !cursors.has(`${authority}-${String(known)}`)) known--;
    let after = cursors.get(`${authority}-${String(known)}`) ?? null;
    const found: Page['edges'][number][] = [];
    for (let pages = 0, place = (known - 1) * PART_SIZE; pages < MOST_PAGES; pages++) {
      const { edges, pageInfo } = await pageOf(message, scope, authority, after);
      if (place >= (part - 1) * PART_SIZE) found.push(...edges);
      place += PAGE_SIZE;
      after = pageInfo.endCursor;
      if (place % PART_SIZE === 0 && after !== null && pageInfo.hasNextPage) cursors.set(`${authority}-${String(place / PART_SIZE + 1)}`, after);
      if (!pageInfo.hasNextPage || place >= part * PART_SIZE) return found.length > 0 ? found : null;
    }
    throw new NoAnswer({ message: 'Read the earlier parts first.' });
  }

  const guarded = (answer: RouteHandler): RouteHandler =>
    async function answerMap(message, response, scope) {
      if (!onlyReads(message, response)) return;
      try {
        await answer(message, response, scope);
      } catch (error) {
        if (!(error instanceof NoAnswer)) throw error;
        const { status, headers } = failureStatus(error.failure);
        sendText(message, response, status, 'text/plain; charset=utf-8', `${error.message}\n`, headers);
      }
    };

  return {
    '/sitemap.xml': guarded(async (message, response, scope) => {
      const { authorities } = required(await ask(message, scope, COUNTS, {}), 'coverage') as { readonly authorities: readonly { readonly authority: string; readonly total: number }[] };
      const origin = originOf(message, publicUrl);
      const parts = authorities.flatMap(({ authority, total }) => Array.from({ length: Math.ceil(total / PART_SIZE) }, (_, index) => `${origin}/sitemaps/${authority}-${String(index + 1)}.xml`));
      sendText(message, response, 200, XML, document('sitemapindex', parts.map((part) => `<sitemap><loc>${xmlText(part)}</loc></sitemap>`)));
    }),
    '/sitemaps/*': guarded(async (message, response, scope) => {
      const [, authority, part] = /^\/sitemaps\/([0-9A-Z]{2,12})-([1-9]\d{0,5})\.xml$/.exec((message.url ?? '').split('?', 1).join('')) ?? [];
      const edges = authority === undefined ? null : await partOf(message, scope, authority, Number(part));
      if (!edges) return sendText(message, response, 404, 'text/plain; charset=utf-8', 'Expected a part that /sitemap.xml names.\n');
      const origin = originOf(message, publicUrl);
      const urls = edges.map(({ node: { id, modified } }) => `<url><loc>${xmlText(`${origin}/id/${id}`)}</loc>${modified === null ? '' : `<lastmod>${xmlText(modified)}</lastmod>`}</url>`);
      sendText(message, response, 200, XML, document('urlset', urls));
    }),
  };
}

const XML = 'application/xml; charset=utf-8';

const document = (element: string, rows: readonly string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${element} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${rows.join('\n')}\n</${element}>\n`;

function required({ data, errors }: ViewAnswer, field: string): unknown {
  const value = data?.[field];
  if (value == null) throw new NoAnswer(errors[0] ?? { message: 'The index did not answer.' });
  return value;
}
