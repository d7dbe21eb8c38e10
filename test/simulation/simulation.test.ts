import { describe, expect, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { scheduleOf } from '../../bench/lib/simulation/schedule.js';
import { simulate } from '../../bench/lib/simulation/simulate.js';
import { VARIANTS } from '../../bench/lib/simulation/variants.js';

/* The real harvest and index code in a simulated world: clock, network and crashes come from a seed. bench/simulation.ts runs more. */

const folder = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
const SCHEDULES = Number(process.env['SIMULATED_SCHEDULES'] ?? 120);

test('whatever happens on the way, the index comes to what the nodes have, and loses nothing meanwhile', async () => {
  const { failures, ...figures } = await simulate({ firstSeed: 1, schedules: SCHEDULES, folder });
  expect(failures.join('\n')).toBe('');
  expect(figures.schedules).toBe(SCHEDULES);
  expect(figures.crashes).toBeGreaterThan(SCHEDULES / 2);
  expect(figures.resyncs).toBeGreaterThan(0);
}, 300_000);

describe('what is broken on purpose is found', () => {
  test.each(Object.entries(VARIANTS))('%s', async (_, variant) => {
    const { failures } = await simulate({ firstSeed: 1, schedules: 500, folder, variant });
    expect(failures[0]).toMatch(/^seed \d+: .* nodes[^]*→ /);
  }, 120_000);
});

test('a seed always gives the same schedule and the same run', async () => {
  const [one, other] = [await simulate({ firstSeed: 7, schedules: 5, folder }), await simulate({ firstSeed: 7, schedules: 5, folder })];
  expect(one).toEqual(other);
  expect(scheduleOf(7)).toEqual(scheduleOf(7));
}, 120_000);
