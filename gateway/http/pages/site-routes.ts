import type { Lang } from '../../../schema/generated/common.js';
import type { RouteHandler, Routes } from '../../../subgraphs/kit/observe/route-handler.js';
import { xmlText } from '../../../schema/formats/xml-text.js';
import { originOf } from '../origin.js';
import { catalogsOf } from './alternates.js';
import type { DrawPage } from './draw-page.js';
import { addressOf, onlyReads, sendPage, sendText, wantedOf } from './send-page.js';

const WORDS = {
  '/': ['联合目录', 'Union Catalog', '一处检索全国各地各部门的数据集、数据服务与标准。', 'One search over the datasets, data services and standards of every region and ministry.'],
  '/federation': ['各地各部门节点', 'The federation', '每个目录节点的状态与时效。', 'Every catalog node, how it is and how fresh.'],
  '/figures': ['全国概览', 'National figures', '编目数量与元数据质量。', 'How much is catalogued, and how good its metadata are.'],
  '/authority/*': ['机构', 'Authority', '一个机构的目录：节点、时效与质量。', "An authority's catalog: its node, freshness and quality."],
} as const;

export interface SiteRoutesOptions {
  readonly draw: DrawPage;
  /** Address under which clients know the gateway; undefined: as they ask for it. */
  readonly publicUrl: string | undefined;
}

/** Pages that are of no one record, and what search engines and browsers want to know of a site. */
export function siteRoutes({ draw, publicUrl }: SiteRoutesOptions): Routes {
  const pages = Object.entries(WORDS).map(([path, [zh, en, aboutZh, aboutEn]]): [string, RouteHandler] => [
    path,
    async (message, response, scope) => {
      if (!onlyReads(message, response)) return;
      const { lang } = wantedOf(message);
      const [title, description] = lang === 'EN' ? [en, aboutEn] : [zh, aboutZh];
      const { path: own, query } = addressOf(message);
      const origin = originOf(message, publicUrl);
      const drawn = await draw(message, scope, { path: own, search: query === '' ? '' : `?${query}`, lang });
      const catalogs = catalogsOf(own, origin);
      const page = { lang, description, canonical: origin + own, alternates: catalogs };
      if (!drawn) return await sendPage(message, response, 200, { ...page, title, body: `<h1>${title}</h1><p>${description}</p>${noScript(lang)}` });
      const told = { ...page, title: drawn.title ?? title, drawn, body: noScript(lang) };
      if (drawn.isMissing) return await sendPage(message, response, 404, { ...told, canonical: undefined, alternates: [] });
      await sendPage(message, response, 200, { ...told, alternates: [...catalogs, ...(drawn.feed === null ? [] : feedsOf(origin, drawn.feed))] });
    },
  ]);
  return {
    ...Object.fromEntries(pages),
    '/robots.txt': (message, response) => {
      // What costs much and says nothing that the records' own pages do not say.
      if (onlyReads(message, response)) sendText(message, response, 200, 'text/plain; charset=utf-8', `User-agent: *\nDisallow: /graphql\nDisallow: /subgraph\nDisallow: /*?q=\nSitemap: ${originOf(message, publicUrl)}/sitemap.xml\n`);
    },
    '/opensearch.xml': (message, response) => {
      if (onlyReads(message, response)) sendText(message, response, 200, 'application/opensearchdescription+xml; charset=utf-8', openSearch(originOf(message, publicUrl), wantedOf(message).lang));
    },
  };
}

const feedsOf = (origin: string, path: string): readonly { readonly type: string; readonly href: string }[] =>
  [['application/atom+xml', '.atom'], ['application/feed+json', '.json']].map(([type = '', ending = '']) => ({ type, href: origin + path.replace('.atom', ending) }));

const noScript = (lang: Lang): string => `<noscript><p>${lang === 'EN' ? 'Filters and newer answers need JavaScript. The catalog itself is at /graphql, its records in <a href="/sitemap.xml">the site map</a>.' : '筛选与刷新需要 JavaScript。目录接口在 /graphql，全部记录见<a href="/sitemap.xml">站点地图</a>。'}</p></noscript>`;

/** OpenSearch 1.1: how a browser searches here by itself. */
const openSearch = (origin: string, lang: Lang): string => `<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
  <ShortName>${lang === 'EN' ? 'Union Catalog' : '联合目录'}</ShortName>
  <Description>${xmlText(WORDS['/'][lang === 'EN' ? 3 : 2])}</Description>
  <InputEncoding>UTF-8</InputEncoding>
  <Language>zh-CN</Language>
  <Language>en</Language>
  <Image height="64" width="64" type="image/svg+xml">${xmlText(origin)}/assets/icon.svg</Image>
  <Url type="text/html" method="get" template="${xmlText(origin)}/?q={searchTerms}"/>
  <Url type="application/opensearchdescription+xml" rel="self" template="${xmlText(origin)}/opensearch.xml"/>
</OpenSearchDescription>
`;
