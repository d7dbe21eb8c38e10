import { isAuthorityCode } from '../../../schema/ids.js';
import { CATALOG_FORMS, catalogPath } from './catalog-routes.js';
import type { HtmlPage } from './html.js';

export type Alternate = NonNullable<HtmlPage['alternates']>[number];

/** The catalog that a page is of, as documents: on an authority's page its own, else the nation's. */
export function catalogsOf(path: string, origin: string): readonly Alternate[] {
  const [, code] = /^\/authority\/([^/]+)$/.exec(path) ?? [];
  if (code !== undefined && !isAuthorityCode(code)) return [];
  return Object.entries(CATALOG_FORMS).map(([ending, { type }]) => ({ type, href: origin + catalogPath(code ?? null, ending) }));
}
