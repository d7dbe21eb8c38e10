import type { Lang } from '../../../schema/generated/common.js';
import { isHttpUrl } from '../../../subgraphs/kit/env.js';

/** Text as HTML that is nothing but text. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${String(character.charCodeAt(0))};`);

/** JSON that ends no `script` element, whatever texts it has. */
export const scriptJson = (value: unknown): string => JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** An attribute `href` that leads to the web or nowhere. */
export const webLink = (url: string, text: string): string =>
  isHttpUrl(url) ? `<a href="${escapeHtml(url)}" rel="noopener noreferrer">${escapeHtml(text)}</a>` : escapeHtml(text);

export interface HtmlPage {
  readonly lang: Lang;
  readonly title: string;
  readonly description: string;
  /** The address by which the page is to be known; none of a page that says what there is not. */
  readonly canonical?: string | undefined;
  /** Other forms of it: their media types and addresses. */
  readonly alternates?: readonly { readonly type: string; readonly href: string }[];
  /** schema.org's words for it. */
  readonly jsonLd?: unknown;
  /** HTML of what is shown before the page's script runs, and where none does: a script draws anew what stands in `body`, and takes over `drawn`. */
  readonly body: string;
  readonly drawn?: { readonly html: string; readonly answers: unknown } | undefined;
}

const NAME = { ZH: '联合目录', EN: 'Union Catalog' } as const;

/** A whole page. Its script replaces what stands in `#app`, or takes it over where it was drawn. */
export function htmlPage({ lang, title, description, canonical, alternates = [], jsonLd, body, drawn }: HtmlPage): string {
  const named = title === NAME[lang] ? title : `${title} · ${NAME[lang]}`;
  const links = [
    ...(canonical === undefined ? ['<meta name="robots" content="noindex">'] : [`<link rel="canonical" href="${escapeHtml(canonical)}">`, ...hreflangs(canonical)]),
    ...alternates.map(({ type, href }) => `<link rel="alternate" type="${type}" href="${escapeHtml(href)}">`),
    // Data, not a script: no policy for scripts concerns it.
    ...(jsonLd === undefined ? [] : [`<script type="application/ld+json">${scriptJson(jsonLd)}</script>`]),
  ];
  return `<!doctype html>
<html lang="${lang === 'EN' ? 'en' : 'zh-CN'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(named)}</title>
<meta name="description" content="${escapeHtml([...description].slice(0, 300).join(''))}">
${links.join('\n')}
<link rel="search" type="application/opensearchdescription+xml" href="/opensearch.xml" title="${NAME[lang]}">
<link rel="icon" type="image/svg+xml" href="/assets/icon.svg">
<link rel="stylesheet" href="/assets/app.css">
<script type="module" src="/assets/app.js"></script>
</head>
<body>
${drawn ? drawnApp(drawn, body) : `<div id="app">
<header class="top"><a class="brand" href="/">${NAME[lang]}</a></header>
<main id="main">${body}</main>
</div>`}
</body>
</html>
`;
}

/** What the script takes over, with the answers that it was drawn from: data, as above. Without a script `body` tells what else there is. */
const drawnApp = ({ html, answers }: NonNullable<HtmlPage['drawn']>, body: string): string => `<div id="app">${html}</div>\n<script type="application/json" id="answers">${scriptJson(answers)}</script>\n${body}`;

const hreflangs = (canonical: string): readonly string[] =>
  (['zh-CN', 'en'] as const).map((tag) => `<link rel="alternate" hreflang="${tag}" href="${escapeHtml(`${canonical}?lang=${tag === 'en' ? 'EN' : 'ZH'}`)}">`);
