import { expect, test } from '@jest/globals';
import { runFile } from '../../../bench/lib/fuzz/run-input.js';
import { runFuzz } from '../../../bench/lib/fuzz/run-fuzz.js';

test('damaged and hostile files cost themselves, with a reason each', async () => {
  const report = await runFuzz({ inputs: 360, seed: 7, run: runFile });
  expect(report.failures).toEqual([]);
  expect(report.published).toBeGreaterThan(50);
  expect(report.refused).toBeGreaterThan(150);
}, 120_000);
