import { describe, expect, test } from '@jest/globals';
import { TextsRefused } from '../../../../../subgraphs/search/embeddings/embedder.js';
import { createOpenAiEmbedder } from '../../../../../subgraphs/search/embeddings/openai-embedder.js';
import { inForm, modelServer } from './model-server.js';

const never = new AbortController().signal;

async function embedded(body: string, status = 200, texts: readonly string[] = ['空气', '水']): Promise<readonly (readonly number[])[]> {
  await using server = await modelServer((_, response) => void response.writeHead(status).end(body));
  const embedder = createOpenAiEmbedder({ url: server.url, model: 'm' });
  try {
    return (await embedder.embed(texts, 'PASSAGE', never)).map((vector) => [...vector].map((value) => Math.round(value * 100) / 100));
  } finally {
    await embedder.close();
  }
}

describe('a model behind OpenAI\'s form', () => {
  test('is asked by POST for all texts at once, with its name and the key', async () => {
    await using server = await modelServer((_, response) => void response.end(inForm([[1, 0], [0, 1]])));
    for (const [url, key] of [[server.url, undefined], [`${server.url}/`, 'secret']] as const) {
      const embedder = createOpenAiEmbedder({ url, model: 'bge-m3', key });
      await embedder.embed(['空气', '水'], 'PASSAGE', never);
      await embedder.close();
    }
    const asked = { path: '/v1/embeddings', model: 'bge-m3', input: ['空气', '水'] };
    expect(server.asked).toEqual([{ ...asked, authorization: undefined }, { ...asked, authorization: 'Bearer secret' }]);
  });

  test('is given each text with what stands before its kind, and records are of another model by it', async () => {
    await using server = await modelServer((_, response) => void response.end(inForm([[1, 0]])));
    const embedder = createOpenAiEmbedder({ url: server.url, model: 'e5', queryPrefix: 'query: ', passagePrefix: 'passage: ' });
    await embedder.embed(['空气'], 'QUERY', never);
    await embedder.embed(['空气'], 'PASSAGE', never);
    await embedder.close();
    expect(server.asked).toMatchObject([{ model: 'e5', input: ['query: 空气'] }, { model: 'e5', input: ['passage: 空气'] }]);
    const names = ['', 'passage: ', 'text: '].map((passagePrefix) => createOpenAiEmbedder({ url: server.url, model: 'e5', queryPrefix: 'query: ', passagePrefix }).model);
    expect(names[0]).toBe('e5');
    expect(new Set(names).size).toBe(3);
  });

  test('answers in the order of the texts, at length 1', async () => {
    expect(await embedded(inForm([[3, 4], [0, -2]]))).toEqual([[0.6, 0.8], [0, -1]]);
  });

  test.each([
    ['fewer vectors', inForm([[1, 0]])],
    ['vectors of two dimensions', inForm([[1, 0], [1]])],
    ['more numbers than a cursor carries', inForm([[1], [1]].map(() => Array.from({ length: 8_193 }, () => 1)))],
    ['one of nothing', inForm([[0, 0], [1, 0]])],
    ['one of no numbers', '{"data":[{"index":0,"embedding":["x"]},{"index":1,"embedding":null}]}'],
    ['the same place twice', '{"data":[{"index":0,"embedding":[1]},{"index":0,"embedding":[1]}]}'],
    ['no answer of the form', '{"vectors":[]}'],
    ['no JSON', 'busy'],
  ])('is not believed with %s', async (_, body) => {
    await expect(embedded(body)).rejects.toThrow();
  });

  test('tells texts that it will not have from being away', async () => {
    for (const status of [400, 413, 422]) await expect(embedded('too long', status)).rejects.toThrow(TextsRefused);
    for (const status of [401, 404, 429, 500, 503]) await expect(embedded('busy', status)).rejects.not.toThrow(TextsRefused);
  });
});
