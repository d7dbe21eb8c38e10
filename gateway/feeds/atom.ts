import { xmlText } from '../../schema/formats/xml-text.js';
import { entryId, newestOf, updatedAt, type FeedHit, type SearchFeed } from './search-feed.js';

export const ATOM_TYPE = 'application/atom+xml; charset=utf-8';

/** A feed as Atom (RFC 4287). */
export function toAtom(feed: SearchFeed): string {
  const { title, id, selfUrl, homeUrl, lang, hits } = feed;
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${lang}">`,
    `<id>${xml(id)}</id>`,
    `<title>${xml(title)}</title>`,
    `<updated>${newestOf(hits)}</updated>`,
    `<link rel="self" type="application/atom+xml" href="${xml(selfUrl)}"/>`,
    `<link rel="alternate" type="text/html" href="${xml(homeUrl)}"/>`,
    ...hits.map((hit) => entry(hit, feed)),
    '</feed>',
    '',
  ].join('\n');
}

function entry(hit: FeedHit, { recordUrl }: SearchFeed): string {
  return [
    '<entry>',
    `<id>${xml(entryId(hit))}</id>`,
    `<title>${xml(hit.title)}</title>`,
    `<updated>${xml(updatedAt(hit))}</updated>`,
    `<author><name>${xml(hit.ownerName ?? hit.authority)}</name></author>`,
    `<link rel="alternate" type="text/html" href="${xml(recordUrl + hit.id)}"/>`,
    `<category term="${xml(hit.kind)}"/>`,
    ...(hit.summary === null ? [] : [`<summary>${xml(hit.summary)}</summary>`]),
    '</entry>',
  ].join('\n');
}

/** What XML can't have becomes U+FFFD, so that it is seen that something stood there. */
const xml = (text: string): string => xmlText(text, '\ufffd');
