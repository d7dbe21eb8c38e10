import { expect, test } from '@jest/globals';
import { describeWithOpenSearch } from '../../support/opensearch.js';

describeWithOpenSearch('the OpenSearch server of the tests', (url) => {
  const ask = async (path: string, body: unknown): Promise<unknown> => {
    const response = await fetch(`${url}/${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    return response.json();
  };

  test('is OpenSearch, and lets in whoever is on this machine', async () => {
    const { version } = (await (await fetch(url)).json()) as { readonly version: Readonly<Record<'distribution' | 'number', string>> };
    expect(version).toMatchObject({ distribution: 'opensearch', number: expect.stringMatching(/^\d+\.\d+\.\d+/) });
  });

  test.each([
    ['standard', '空气 Air quality', ['空', '气', 'air', 'quality']],
    ['cjk', '空气质量', ['空气', '气质', '质量']],
    ['whitespace', '§空气 空气', ['§空气', '空气']],
  ])('has the analyzer %s', async (analyzer, text, expected) => {
    expect(await ask('_analyze', { analyzer, text })).toMatchObject({ tokens: expected.map((token) => ({ token })) });
  });
});
