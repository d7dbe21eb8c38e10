import { describe, expect, test } from '@jest/globals';
import type { IncomingMessage } from 'node:http';
import { pageDrawer, type PageDrawing } from '../../../../../gateway/http/pages/draw-page.js';
import type { AskView } from '../../../../../gateway/http/ask-view.js';
import type { RequestScope } from '../../../../../subgraphs/kit/observe/request-scope.js';

const scope = {} as RequestScope;
const view = { path: '/', search: '?q=x', lang: 'ZH' } as const;
const request = (method = 'GET'): IncomingMessage => ({ method }) as IncomingMessage;

/** Draws what it was given, and asks one question. */
const drawing: PageDrawing = {
  drawPage: ({ search }, answers) => ({ html: JSON.stringify(answers.map(({ answer }) => answer.data)), title: search, isMissing: false, feed: null, asks: answers.length > 0 ? [] : [{ query: 'query Q { q }', variables: { x: 1 } }] }),
  keyOf: ({ variables }) => `Q ${JSON.stringify(variables)}`,
};
const load = async (): Promise<PageDrawing> => drawing;
const answering = (data: Record<string, unknown> | null): AskView => async () => ({ status: 200, headers: {}, body: Buffer.from(''), data, errors: [] });

describe('a page drawn at the gateway', () => {
  test('shows the answers to what it asks, and brings them along', async () => {
    expect(await pageDrawer({ ask: answering({ q: 'found' }), load })(request(), scope, view)).toEqual({
      html: '[{"q":"found"}]', title: '?q=x', isMissing: false, feed: null, answers: [{ key: 'Q {"x":1}', answer: { data: { q: 'found' }, errors: [] } }],
    });
  });

  test('is the same to who asks for its head, which tells the length of the whole', async () => {
    const draw = pageDrawer({ ask: answering({ q: 'found' }), load });
    expect(await draw(request('HEAD'), scope, view)).toEqual(await draw(request(), scope, view));
  });

  test('is sent empty where nothing comes, where asking fails, and where its time is over', async () => {
    const never: AskView = async () => new Promise(() => undefined);
    const failing: AskView = async () => Promise.reject(new Error('no'));
    for (const ask of [answering(null), failing, never]) expect(await pageDrawer({ ask, load, patienceMillis: 1 })(request(), scope, view)).toEqual({ html: '[]', title: '?q=x', isMissing: false, feed: null, answers: [] });
  });

  test('is none where the pages are not built, until they are', async () => {
    let isBuilt = false;
    const draw = pageDrawer({ ask: answering({}), load: async () => (isBuilt ? drawing : Promise.reject(new Error('no file'))) });
    expect(await draw(request(), scope, view)).toBeNull();
    isBuilt = true;
    expect(await draw(request(), scope, view)).not.toBeNull();
  });
});
