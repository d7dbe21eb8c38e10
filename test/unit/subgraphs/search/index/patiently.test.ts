import { expect, test } from '@jest/globals';
import { patiently } from '../../../../../subgraphs/search/index/patiently.js';

test('work is tried again until it is done, and each failure is told', async () => {
  const told: string[] = [];
  let attempts = 0;
  const work = async (): Promise<string> => {
    if (++attempts < 3) throw new Error(`no ${String(attempts)}`);
    return 'done';
  };
  expect(await patiently(work, { initialMillis: 1, mostMillis: 2, signal: new AbortController().signal, onFailure: ({ message }) => told.push(message) })).toBe('done');
  expect(told).toEqual(['no 1', 'no 2']);
});

test('nothing is waited for, and no failure told, once it is aborted', async () => {
  const closing = new AbortController();
  const told: string[] = [];
  let attempts = 0;
  const fails = async (): Promise<never> => {
    attempts++;
    throw new Error('no');
  };
  const patience = { initialMillis: 3_600_000, mostMillis: 3_600_000, signal: closing.signal, onFailure: ({ message }: Error): void => { told.push(message); closing.abort(); } }; // prettier-ignore
  expect(await patiently(fails, patience)).toBeNull();
  expect(await patiently(fails, patience)).toBeNull();
  expect([attempts, told]).toEqual([1, ['no']]);
  const late = new AbortController();
  const failsAfterTheEnd = async (): Promise<never> => {
    late.abort();
    throw new Error('late');
  };
  expect(await patiently(failsAfterTheEnd, { ...patience, signal: late.signal })).toBeNull();
  expect(told).toEqual(['no']);
});
