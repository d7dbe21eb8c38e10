import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import sax from 'sax';
import { toAtom } from '../../../../gateway/feeds/atom.js';
import { toJsonFeed } from '../../../../gateway/feeds/json-feed.js';
import type { FeedHit, SearchFeed } from '../../../../gateway/feeds/search-feed.js';

const hit = (more: Partial<FeedHit> = {}): FeedHit => ({ id: '310000-DS-0000000001-8', kind: 'DATASET', authority: '310000', title: '空气', summary: null, ownerName: null, modified: '2019', published: '2026-03-01T08:00:00.000Z', ...more });
const feed = (hits: readonly FeedHit[], title = '联合目录'): SearchFeed => ({ title, id: 'urn:ucat:search:1', selfUrl: 'https://x.example/feeds/search.atom?query=a&kinds=DATASET', homeUrl: 'https://x.example/', recordUrl: 'https://x.example/id/', lang: 'zh', hits });

/** Texts of an Atom document by element, each with the path of its parents. */
function parsed(text: string): readonly (readonly [path: string, text: string])[] {
  const found: [string, string][] = [];
  const path: string[] = [];
  const parser = sax.parser(true);
  parser.onerror = (error) => {
    throw error;
  };
  parser.onopentag = ({ name, attributes }) => {
    path.push(name);
    found.push([path.join('/'), typeof attributes['href'] === 'string' ? attributes['href'] : '']);
  };
  parser.ontext = (content) => {
    const last = found.findLast(([one]) => one === path.join('/'));
    if (last) last[1] += content;
  };
  parser.onclosetag = () => void path.pop();
  parser.write(text).close();
  return found;
}
const textOf = (text: string, path: string): readonly string[] => parsed(text).filter(([one]) => one === path).map(([, content]) => content);

describe('Atom', () => {
  test('has what RFC 4287 asks for: id, title and updated of the feed and of each entry, an author, links', () => {
    const text = toAtom(feed([hit({ summary: '每小时', ownerName: '环保局' }), hit({ id: 'x', published: null })]));
    expect(parsed(text).filter(([, content]) => content.trim() !== '')).toEqual([
      ['feed/id', 'urn:ucat:search:1'],
      ['feed/title', '联合目录'],
      ['feed/updated', '2026-03-01T08:00:00.000Z'],
      ['feed/link', 'https://x.example/feeds/search.atom?query=a&kinds=DATASET'],
      ['feed/link', 'https://x.example/'],
      ['feed/entry/id', 'urn:ucat:id:310000-DS-0000000001-8'],
      ['feed/entry/title', '空气'],
      ['feed/entry/updated', '2026-03-01T08:00:00.000Z'],
      ['feed/entry/author/name', '环保局'],
      ['feed/entry/link', 'https://x.example/id/310000-DS-0000000001-8'],
      ['feed/entry/summary', '每小时'],
      ['feed/entry/id', 'urn:ucat:id:x'],
      ['feed/entry/title', '空气'],
      ['feed/entry/updated', '1970-01-01T00:00:00.000Z'],
      ['feed/entry/author/name', '310000'],
      ['feed/entry/link', 'https://x.example/id/x'],
    ]);
  });

  test('is XML whatever the texts are, and tells them again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), (title, summary) => {
        const text = toAtom(feed([hit({ title, summary })], summary));
        expect(Buffer.from(text).toString('utf8')).toBe(text);
        const asXml = (one: string): string => one.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd').toWellFormed();
        expect(textOf(text, 'feed/entry/title')).toEqual([asXml(title)]);
        expect(textOf(text, 'feed/entry/summary')).toEqual([asXml(summary)]);
      }),
    );
  });
});

describe('JSON Feed', () => {
  test('has what version 1.1 asks for, and what it has no word for below _ucat', () => {
    expect(JSON.parse(toJsonFeed(feed([hit({ ownerName: '环保局' })])))).toEqual({
      version: 'https://jsonfeed.org/version/1.1',
      title: '联合目录',
      home_page_url: 'https://x.example/',
      feed_url: 'https://x.example/feeds/search.atom?query=a&kinds=DATASET',
      language: 'zh',
      items: [
        {
          id: 'urn:ucat:id:310000-DS-0000000001-8', url: 'https://x.example/id/310000-DS-0000000001-8', title: '空气', content_text: '空气', date_modified: '2026-03-01T08:00:00.000Z', authors: [{ name: '环保局' }], tags: ['DATASET'],
          _ucat: { id: '310000-DS-0000000001-8', kind: 'DATASET', authority: '310000', modified: '2019' },
        },
      ],
    });
  });
});
