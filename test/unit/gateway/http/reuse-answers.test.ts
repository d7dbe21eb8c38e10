import { describe, expect, test } from '@jest/globals';
import type { IncomingMessage } from 'node:http';
import { pino } from 'pino';
import { reuseAnswers } from '../../../../gateway/http/reuse-answers.js';
import type { Answerer, ReceivedRequest } from '../../../../subgraphs/kit/apollo-handler.js';
import { requestScope, type LeavableScope } from '../../../../subgraphs/kit/observe/request-scope.js';

function counting(body = '{"data":{"a":1}}', status = 200) {
  const asked: string[] = [];
  const answer: Answerer = async (request) => {
    asked.push(request.body.toString());
    await Promise.resolve();
    return { status, headers: {}, body: Buffer.from(body) };
  };
  return { asked, answer };
}

const ask = (query: string, headers: Record<string, string> = {}, method = 'POST', id = 'request-1'): ReceivedRequest => ({
  message: { method, headers: { 'content-type': 'application/json', ...headers } } as unknown as IncomingMessage,
  body: Buffer.from(JSON.stringify({ query })),
  scope: requestScope(id, pino({ level: 'silent' })),
});

describe('reusing answers', () => {
  test('the same question, at once or within the time, is answered once', async () => {
    const { asked, answer } = counting();
    const reuse = reuseAnswers(answer, { reuseMillis: 60_000 });
    const answers = await Promise.all([reuse(ask('{ a }')), reuse(ask('{ a }'))]);
    expect(await reuse(ask('{ a }'))).toBe(answers[0]);
    await reuse(ask('{ b }'));
    expect(asked.length).toBe(2);
  });

  test.each([
    ['with a token', ask('{ a }', { authorization: 'Bearer x' })],
    ['with a cookie', ask('{ a }', { cookie: 'x=1' })],
    ['by GET', ask('{ a }', {}, 'GET')],
    ['that is a mutation', ask('mutation { a }')],
    ['that has a mutation beside it', ask('query Q { a } mutation M { b }')],
    ['that is no GraphQL', ask('{ a')],
  ])('a question %s is asked each time', async (_, request) => {
    const { asked, answer } = counting();
    const reuse = reuseAnswers(answer, { reuseMillis: 60_000 });
    await Promise.all([reuse(request), reuse(request)]);
    await reuse(request);
    expect(asked.length).toBe(3);
  });

  test.each([
    ['has errors', '{"errors":[{"message":"x"}],"data":null}', 200],
    ['is no success', '{"data":{}}', 500],
  ])('an answer that %s is not given again', async (_, body, status) => {
    const { asked, answer } = counting(body, status);
    const reuse = reuseAnswers(answer, { reuseMillis: 60_000 });
    await reuse(ask('{ a }'));
    await reuse(ask('{ a }'));
    expect(asked.length).toBe(2);
  });

  test('is made until the last of those who wait for it has left', async () => {
    const signals: AbortSignal[] = [];
    const reuse = reuseAnswers(async ({ scope: { signal } }) => new Promise((_, reject) => {
      signals.push(signal);
      signal.addEventListener('abort', () => reject(new Error('given up')));
    }), { reuseMillis: 60_000 });
    const [one, other, later] = [ask('{ a }'), ask('{ a }'), ask('{ a }')];
    const answers = [reuse(one), reuse(other)].map(async (answer) => answer.catch((error: Error) => error.message));
    const leave = ({ scope }: ReceivedRequest): void => (scope as LeavableScope).leave();
    leave(one);
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
    leave(other);
    expect(await Promise.all(answers)).toEqual(['given up', 'given up']);
    void reuse(later).catch(() => undefined);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
  });

  test('a failure reaches all who asked and is not kept', async () => {
    let times = 0;
    const reuse = reuseAnswers(async () => Promise.reject(new Error(`failed ${String(++times)}`)), { reuseMillis: 60_000 });
    const [one, two] = await Promise.allSettled([reuse(ask('{ a }')), reuse(ask('{ a }'))]);
    expect([one?.status, two?.status]).toEqual(['rejected', 'rejected']);
    await expect(reuse(ask('{ a }'))).rejects.toThrow('failed 2');
  });
});
