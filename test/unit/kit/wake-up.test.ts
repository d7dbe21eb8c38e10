import { describe, expect, test } from '@jest/globals';
import { WakeUp } from '../../../subgraphs/kit/wake-up.js';

describe('waiting for a change', () => {
  test('ends with the next wake, for all who wait', async () => {
    const change = new WakeUp();
    const waiting = Promise.all([change.wait(60_000), change.wait(60_000)]);
    change.wake();
    await waiting;
  });

  test('ends by itself when the time is over', async () => {
    await new WakeUp().wait(1);
  });

  test('is over at once after closing, for those who wait and those who come', async () => {
    const change = new WakeUp();
    const waiting = change.wait(60_000);
    change.close();
    await waiting;
    await change.wait(60_000);
    expect(change.closed).toBe(true);
  });
});
