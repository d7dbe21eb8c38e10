import { afterEach, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { createOpenAiEmbedder } from '../../../../../subgraphs/search/embeddings/openai-embedder.js';
import { QueryVectors, type VectorOutcome } from '../../../../../subgraphs/search/embeddings/query-vectors.js';
import { packQuery } from '../../../../../subgraphs/search/index/vectors/pack.js';
import { until } from '../../../../e2e/support/until.js';
import { inForm, modelServer, type ModelServer } from './model-server.js';

const logger = pino({ level: 'silent' });
const VECTOR = { model: 'm', packed: packQuery(Float32Array.of(0.6, 0.8)) };
const ANSWER = inForm([[0.6, 0.8]]);
const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function queriesOf(server: ModelServer, deadlineMillis: number): Promise<{ readonly queries: QueryVectors; readonly outcomes: VectorOutcome[] }> {
  const embedder = createOpenAiEmbedder({ url: server.url, model: 'm' });
  const outcomes: VectorOutcome[] = [];
  const queries = new QueryVectors({ embedder, logger, deadlineMillis, onOutcome: (outcome) => outcomes.push(outcome) });
  closing.push(async () => {
    queries.close();
    await embedder.close();
  });
  return { queries, outcomes };
}

describe('the vector of a query', () => {
  test('is asked for once, whoever asks how often', async () => {
    await using server = await modelServer((_, response) => void response.end(ANSWER));
    const { queries, outcomes } = await queriesOf(server, 10_000);
    expect(await Promise.all([queries.of('空气'), queries.of(' 空气 ')])).toEqual([VECTOR, VECTOR]);
    expect(await queries.of('空气')).toEqual(VECTOR);
    expect(server.asked).toHaveLength(1);
    expect(outcomes).toEqual(['MADE', 'MADE', 'KEPT']);
  });

  test('is done without where it is late, and there for who asks next; after three such nobody waits until one is in time', async () => {
    const held: (() => void)[] = [];
    let isQuick = false;
    await using server = await modelServer((_, response) => {
      if (isQuick) response.end(ANSWER);
      else held.push(() => response.end(ANSWER));
    });
    const { queries, outcomes } = await queriesOf(server, 300);
    expect(await queries.of('一')).toBeNull();
    expect(await queries.of('二')).toBeNull();
    expect(await queries.of('三')).toBeNull();
    held.forEach((answer) => answer());
    await until('all three to count as late', async () => !queries.isWaitedFor);
    expect(await queries.of('一')).toEqual(VECTOR);
    isQuick = true;
    expect(await queries.of('四')).toBeNull();
    let others = 0;
    await until('one to be in time', async () => {
      // On a busy machine the first may be late as well.
      await queries.of(String(others++));
      return queries.isWaitedFor;
    });
    expect(await queries.of('四')).toEqual(VECTOR);
    expect(outcomes.slice(0, 5)).toEqual(['LATE', 'LATE', 'LATE', 'KEPT', 'UNWAITED']);
  });

  test('is done without where the model fails or is away, and asked for again the next time', async () => {
    const server = await modelServer((_, response) => void response.writeHead(500).end());
    const { queries, outcomes } = await queriesOf(server, 10_000);
    expect([await queries.of('空气'), await queries.of('空气')]).toEqual([null, null]);
    await server[Symbol.asyncDispose]();
    expect(await queries.of('空气')).toBeNull();
    expect(server.asked).toHaveLength(2);
    expect(outcomes).toEqual(['FAILED', 'FAILED', 'FAILED']);
    expect(queries.isWaitedFor).toBe(false);
  });

  test('is waited for however many texts the model refuses: it answers, and nobody may take it from the others', async () => {
    await using server = await modelServer((body, response) => void (JSON.stringify(body).includes('refused') ? response.writeHead(422).end() : response.end(ANSWER)));
    const { queries, outcomes } = await queriesOf(server, 10_000);
    for (const number of [1, 2, 3, 4]) expect(await queries.of(`refused ${String(number)}`)).toBeNull();
    expect(queries.isWaitedFor).toBe(true);
    expect(await queries.of('空气\ud800')).toEqual(VECTOR);
    expect(JSON.stringify(server.asked.at(-1))).toContain('空气\ufffd');
    expect(outcomes).toEqual(['FAILED', 'FAILED', 'FAILED', 'FAILED', 'MADE']);
  });

  test('is asked for of few queries at once: the others do without', async () => {
    await using server = await modelServer(() => undefined);
    const { queries, outcomes } = await queriesOf(server, 1);
    await Promise.all(Array.from({ length: 20 }, (_, number) => queries.of(String(number))));
    expect(outcomes.filter((outcome) => outcome === 'UNWAITED')).toHaveLength(12);
    expect(server.asked.length).toBeLessThanOrEqual(8);
  });
});
