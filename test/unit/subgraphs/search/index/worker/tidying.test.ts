import { expect, test } from '@jest/globals';
import { restAfter, Tidying, type TidyingOptions } from '../../../../../../subgraphs/search/index/worker/tidying.js';
import { until } from '../../../../../../bench/lib/until.js';

const begin = (options: Partial<TidyingOptions> & Pick<TidyingOptions, 'step'>): Tidying => new Tidying({ isIdle: () => true, isRoundDone: () => false, onFailure: () => undefined, everyMillis: 1, ...options });

test('goes on until nothing is left to do, and begins again when there is something', async () => {
  let left = 5;
  let done = 0;
  const tidying = begin({
    step: () => {
      if (left === 0) return false;
      left--;
      done++;
      return true;
    },
  });
  await until('five steps', async () => done === 5);
  left = 3;
  await until('three more', async () => done === 8);
  tidying.stop();
});

test('others are served between the steps', async () => {
  const order: string[] = [];
  const tidying = begin({ step: () => order.push('step') < 100 });
  await until('a step', async () => order.length > 0);
  setImmediate(() => order.push('call'));
  await until('the call', async () => order.includes('call'));
  expect(order.indexOf('call')).toBeLessThan(100);
  tidying.stop();
});

test('rests four times as long as a step took where others need the thread', async () => {
  const begun: number[] = [];
  const busy = (millis: number): void => {
    for (const from = performance.now(); performance.now() - from < millis; );
  };
  const tidying = begin({
    isIdle: () => false,
    step: () => {
      begun.push(performance.now());
      busy(10);
      return begun.length < 3;
    },
  });
  await until('three steps', async () => begun.length >= 3);
  tidying.stop();
  begun.slice(1, 3).forEach((at, n) => expect(at - (begun[n] ?? 0)).toBeGreaterThanOrEqual(49));
});

test('rests between two rounds twice as long as one took where others need the thread', async () => {
  const begun: number[] = [];
  const tidying = begin({
    isIdle: () => false,
    // Rounds of two steps, each of which takes 10 ms, and 40 of rest.
    isRoundDone: () => begun.length % 2 === 0,
    step: () => {
      begun.push(performance.now());
      for (const from = performance.now(); performance.now() - from < 10; );
      return begun.length < 5;
    },
  });
  await until('five steps', async () => begun.length >= 5);
  tidying.stop();
  for (const first of [2, 4]) expect((begun[first] ?? 0) - (begun[first - 1] ?? 0)).toBeGreaterThanOrEqual(128);
});

test('two rounds and the rest between them take a minute at most, where rounds take less than half of that', () => {
  expect([1_000, 15_000, 20_000, 29_000, 30_000, 90_000].map(restAfter)).toEqual([2_000, 30_000, 20_000, 2_000, 0, 0]);
});

test('a failure is told, and it goes on; after the stop no step begins', async () => {
  const failures: unknown[] = [];
  let steps = 0;
  const tidying = begin({
    onFailure: (error) => failures.push(error),
    step: () => {
      steps++;
      throw new Error('full');
    },
  });
  await until('two failures', async () => failures.length >= 2);
  tidying.stop();
  const before = steps;
  await new Promise((resolve) => setImmediate(resolve));
  expect([steps, (failures[0] as Error).message]).toEqual([before, 'full']);
});
