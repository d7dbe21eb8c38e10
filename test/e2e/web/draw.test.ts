import { describe, expect, test } from '@jest/globals';
import type { PageDrawing } from '../../../gateway/http/pages/draw-page.js';
import { packagePath } from '../../../schema/package-path.js';

/* What `npm run build:web` makes of the pages for the gateway, which draws those of all readers in one process. */

const { drawPage, keyOf } = (await import(packagePath('dist', 'web', 'draw.js'))) as PageDrawing;

describe('a page that is drawn at the gateway', () => {
  test('says nothing of the page that was drawn for another reader before', () => {
    expect(drawPage({ path: '/', search: '?q=机密', lang: 'ZH' }, [])).toMatchObject({ title: '机密' });
    const next = drawPage({ path: '/authority/MEE', search: '', lang: 'ZH' }, []);
    expect(next.title).toBeNull();
    expect(JSON.stringify(next)).not.toContain('机密');
  });

  test('asks what it shows, and nothing when it has the answer', () => {
    const view = { path: '/authority/MEE', search: '', lang: 'EN' } as const;
    const { asks } = drawPage(view, []);
    expect(asks.map(({ variables }) => variables)).toEqual([{ code: 'MEE', lang: 'EN' }]);
    const answers = asks.map((one) => ({ key: keyOf(one), answer: { data: { authority: null, search: null, coverage: null }, errors: [] } }));
    expect(drawPage(view, answers)).toMatchObject({ title: 'No authority has the code MEE', isMissing: true, asks: [] });
    expect(drawPage({ ...view, path: '/figures' }, []).isMissing).toBe(false);
  });
});

describe('what is drawn of answers that lack something', () => {
  const ID = '310000-DS-0000000001-8';
  const RECORD = { record: { id: ID, kind: 'DATASET', authority: '310000', title: '河道水位', titles: [], description: null, keywords: [], issued: null, modified: null, landingPage: null, provenance: null, sources: [], version: 1, servedFrom: 'OWNER', asOf: '2026-01-01T00:00:00Z', derivedFrom: [{ id: '310000-DS-0000000002-6', title: '水文站' }] } };
  const AWAY = { message: 'It is away.', extensions: { code: 'SUBGRAPH_UNAVAILABLE' } };

  /** A page drawn with the answer to each of its operations by their names, in the order in which it asks them. */
  function drawn(path: string, answers: readonly { readonly data: unknown; readonly errors?: readonly object[] }[]): string {
    const view = { path, search: '', lang: 'EN' } as const;
    const given = answers.reduce<Parameters<typeof drawPage>[1]>((before, { data, errors = [] }) => [...before, ...drawPage(view, before).asks.map((one) => ({ key: keyOf(one), answer: { data, errors: errors as never } }))], []);
    const page = drawPage(view, given);
    expect(page.asks).toEqual([]);
    return page.html;
  }

  test('a record says what it was made from, and that the rest is away, where the question for its layers fails as a whole', () => {
    const html = drawn(`/id/${ID}`, [{ data: RECORD }, { data: null, errors: [AWAY] }]);
    expect(html).toContain('水文站');
    expect(html).toContain('SUBGRAPH_UNAVAILABLE');
  });

  test('a layer is away where it has an error, and not where it knows nothing of the record yet', () => {
    const told = { id: ID, products: null, offers: null, computeOptions: null };
    const errors = ['products', 'offers'].map((field) => ({ ...AWAY, path: ['told', field] }));
    const html = drawn(`/id/${ID}`, [{ data: RECORD }, { data: { told, similar: null }, errors }]);
    expect(html.match(/notice partial/g)).toHaveLength(1);
    expect(drawn(`/id/${ID}`, [{ data: RECORD }, { data: { told, similar: null } }])).not.toContain('notice partial');
  });

  test('an authority is not said to be none where the registry is away', () => {
    const data = { authority: null, search: null, coverage: null };
    expect(drawn('/authority/MEE', [{ data, errors: [{ ...AWAY, path: ['authority'] }] }])).not.toContain('No authority has');
    expect(drawn('/authority/MEE', [{ data, errors: [{ ...AWAY, path: ['search'] }, { message: '', path: ['authority'], extensions: { code: 'UNKNOWN_AUTHORITY' } }] }])).toContain('No authority has');
    expect(drawn('/authority/MEE', [{ data, errors: [{ message: '', path: ['authority'], extensions: { code: 'UNKNOWN_AUTHORITY' } }] }])).toContain('No authority has');
  });
});
