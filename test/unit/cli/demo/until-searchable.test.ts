import { describe, expect, test } from '@jest/globals';
import { untilSearchable } from '../../../../cli/demo/until-searchable.js';
import type { Transport } from '../../../../subgraphs/kit/transport/transport.js';

const logs = [{ authority: '310000', head: 5, live: 3 }, { authority: 'MEE', head: 2, live: 2 }];
const never = new AbortController().signal;

/** An index that gives these answers, the last one again and again. */
function index(...answers: readonly (readonly (readonly [string, number, number])[] | null)[]): Transport {
  let asked = 0;
  return async () => {
    const answer = answers[Math.min(asked++, answers.length - 1)];
    return { data: { coverage: answer ? { authorities: answer.map(([authority, seq, live]) => ({ authority, seq, live })) } : null } };
  };
}

const wait = (send: Transport, more: object = {}) => untilSearchable({ logs, searchUrl: 'http://index/graphql', send, signal: never, ...more });

describe('waiting for the index', () => {
  test('ends when every log is followed to its end, however many the index knows of others', async () => {
    await wait(index(null, [['310000', 4, 3], ['MEE', 2, 2], ['460000', 900, 900]], [['310000', 5, 3], ['MEE', 2, 2]]));
  });

  test('ends with what is missing when it takes too long', async () => {
    await expect(wait(index([['310000', 4, 2], ['MEE', 2, 2]]), { limitMillis: 60 })).rejects.toThrow('Not searchable after 0.06 s: 310000 (2 of 3 records).');
    await expect(wait(index(null), { limitMillis: 60 })).rejects.toThrow('310000 (0 of 3 records), MEE (0 of 2 records)');
  });

  test('ends when nobody waits any more', async () => {
    const stop = new AbortController();
    const waiting = wait(index(null), { signal: stop.signal });
    stop.abort();
    await expect(waiting).rejects.toThrow('aborted');
  });
});
