import { describe, expect, test } from '@jest/globals';
import type { NodeAnswer } from '../../../../../gateway/partition/node-channels.js';
import { nodeBreakers } from '../../../../../gateway/partition/policies/node-breakers.js';
import { until } from '../../../../e2e/support/until.js';

const URL = 'http://node';
const FAILED: NodeAnswer = { failed: 'gone' };
const GOOD: NodeAnswer = { data: {} };

describe('the breaker of a node', () => {
  test('opens after failures in a row; then nobody is asked until a pause is over', async () => {
    const breakers = nodeBreakers({ failures: 3, pauseMillis: 60_000, pauseLimitMillis: 60_000 });
    for (const answer of [FAILED, FAILED, GOOD, FAILED, FAILED]) expect(await breakers.ask(URL, async () => answer)).toBe(answer);
    expect(breakers.states()).toEqual([{ url: URL, state: 'CLOSED', failures: 2 }]);
    await breakers.ask(URL, async () => FAILED);
    expect(breakers.states()).toEqual([{ url: URL, state: 'OPEN', failures: 3 }]);
    let asked = false;
    expect(await breakers.ask(URL, async () => ((asked = true), GOOD))).toBeNull();
    expect(asked).toBe(false);
    expect(await breakers.ask('http://other', async () => GOOD)).toBe(GOOD);
  });

  test('after the pause one request finds out whether it answers; others do not wait for that', async () => {
    const breakers = nodeBreakers({ failures: 1, pauseMillis: 1, pauseLimitMillis: 2 });
    await breakers.ask(URL, async () => FAILED);
    let answer: (value: NodeAnswer) => void = () => undefined;
    const probe = await until('the probe', async () => {
      const asking: { begun: boolean } = { begun: false };
      const answering = breakers.ask(URL, async () => {
        asking.begun = true;
        return new Promise<NodeAnswer>((resolve) => (answer = resolve));
      });
      await Promise.resolve();
      return asking.begun && { answering };
    });
    expect(breakers.states()).toMatchObject([{ state: 'HALF_OPEN' }]);
    expect(await breakers.ask(URL, async () => GOOD)).toBeNull();
    answer(GOOD);
    expect(await probe.answering).toBe(GOOD);
    expect(breakers.states()).toEqual([{ url: URL, state: 'CLOSED', failures: 0 }]);
  });

  test('is forgotten with its node', async () => {
    const breakers = nodeBreakers({ failures: 1 });
    await breakers.ask(URL, async () => FAILED);
    breakers.retain(new Set(['http://other']));
    expect(breakers.states()).toEqual([]);
    expect(await breakers.ask(URL, async () => GOOD)).toBe(GOOD);
  });
});
