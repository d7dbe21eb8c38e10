import { expect, test } from '@jest/globals';
import { keySet } from '../../../../subgraphs/kit/identity/key-set.js';

const set = (...kids: readonly string[]) => ({ keys: kids.map((kid) => ({ kty: 'OKP', kid })) });

test('what is made of keys is made once for each load', async () => {
  let published: unknown = set('a');
  let now = 0;
  const made: (readonly (string | undefined)[])[] = [];
  const keys = keySet({
    load: async () => published,
    make: ({ keys: all }) => {
      const kids = all.map(({ kid }) => kid);
      made.push(kids);
      return kids;
    },
    now: () => now,
  });
  const first = await keys.current();
  for (let i = 0; i < 5; i += 1) expect(await keys.current()).toBe(first);
  expect(made).toEqual([['a']]);
  published = set('a', 'b');
  now = 10_000;
  expect(await keys.renew()).toBe(true);
  expect(await keys.current()).toEqual(['a', 'b']);
  expect(made).toEqual([['a'], ['a', 'b']]);
});

test('keys that nothing can be made of are none: those before go on', async () => {
  let published: unknown = set('a');
  let now = 0;
  const keys = keySet({
    load: async () => published,
    make: ({ keys: [one] }) => {
      if (!one) throw new Error('no key');
      return one.kid;
    },
    now: () => now,
  });
  expect(await keys.current()).toBe('a');
  published = set();
  now = 10_000;
  expect(await keys.renew()).toBe(false);
  expect(await keys.current()).toBe('a');
});
