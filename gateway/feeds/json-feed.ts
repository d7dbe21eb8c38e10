import { entryId, updatedAt, type SearchFeed } from './search-feed.js';

export const JSON_FEED_TYPE = 'application/feed+json; charset=utf-8';

/** A feed as JSON Feed 1.1. What the format has no word for stands below `_ucat`. */
export function toJsonFeed({ title, selfUrl, homeUrl, recordUrl, lang, hits }: SearchFeed): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title,
    home_page_url: homeUrl,
    feed_url: selfUrl,
    language: lang,
    items: hits.map((hit) => ({
      id: entryId(hit),
      url: recordUrl + hit.id,
      title: hit.title,
      content_text: hit.summary ?? hit.title,
      date_modified: updatedAt(hit),
      authors: [{ name: hit.ownerName ?? hit.authority }],
      tags: [hit.kind],
      _ucat: { id: hit.id, kind: hit.kind, authority: hit.authority, modified: hit.modified },
    })),
  });
}
