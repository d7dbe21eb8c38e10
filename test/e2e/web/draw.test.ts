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
    expect(drawPage(view, answers)).toMatchObject({ title: 'No authority has the code MEE', asks: [] });
  });
});
