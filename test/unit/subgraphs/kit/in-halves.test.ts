import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { GraphQLError } from 'graphql';
import { catalogError } from '../../../../schema/errors.js';
import { inHalves } from '../../../../subgraphs/kit/in-halves.js';

const tooLarge = () => catalogError('OPERATION_TOO_LARGE', 'too much');
const TAKES = { take: (text: string | null) => text, lengthOf: (text: string | null) => text?.length ?? 0 };
/** What is answered with, and `code` in the place of an error. */
const told = (answers: readonly unknown[]): readonly unknown[] => answers.map((answer) => (answer instanceof GraphQLError ? answer.extensions['code'] : answer));

test('whatever fits into one answer, all are answered in their order, and each once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string()), fc.integer({ min: 1, max: 9 }), async (ids, most) => {
      const asked: (readonly string[])[] = [];
      const ask = async (some: readonly string[]): Promise<readonly string[]> => {
        if (some.length > most) throw tooLarge();
        asked.push(some);
        return some.map((id) => `${id}!`);
      };
      expect(await inHalves(ids, ask, { ...TAKES, take: (text) => text })).toEqual(ids.map((id) => `${id}!`));
      expect(asked.flat()).toEqual(ids);
    }),
  );
});

test('who has too much costs itself only: no more of it is asked for, and all others are answered', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom('A', 'B', 'C'), { maxLength: 60 }), fc.integer({ min: 10, max: 40 }), fc.integer({ min: 1, max: 100 }), async (authorities, most, room) => {
      const ids = authorities.map((authority, n) => `${authority}-${String(n)}`);
      const textOf = (id: string): string => (id.startsWith('A') ? 'a'.repeat(10) : id.slice(0, 1).toLowerCase());
      const asked: string[] = [];
      const ask = async (some: readonly string[]): Promise<readonly string[]> => {
        const texts = some.map(textOf);
        if (texts.join('').length > most) throw tooLarge();
        asked.push(...some);
        return texts;
      };
      const answers = told(await inHalves(ids, ask, { ...TAKES, mostOfOne: Math.max(room, 61), mostOfAll: 10_000 }));
      ids.forEach((id, place) => expect([textOf(id), ...(id.startsWith('A') ? ['OPERATION_TOO_LARGE'] : [])]).toContain(answers[place]));
      const taken = answers.filter((answer) => String(answer).startsWith('a')).length * 10;
      expect(taken).toBeLessThan(Math.max(room, 61) + most);
      expect(taken).toBeGreaterThanOrEqual(Math.min(ids.filter((id) => id.startsWith('A')).length * 10, Math.max(room, 61)));
      expect(new Set(asked).size).toBe(asked.length);
    }),
  );
});

test('what is not shown makes no difference to what is', async () => {
  const ask = async (some: readonly string[]): Promise<readonly string[]> => some.map((id) => (id.endsWith('hidden') ? 'x'.repeat(100) : 'shown'));
  const options = { take: (text: string) => (text === 'shown' ? text : null), lengthOf: (taken: string | null, text: string) => (taken === null ? 0 : text.length), mostOfOne: 12 };
  expect(told(await inHalves(['A-hidden', 'A-1', 'A-hidden', 'A-2'], ask, options))).toEqual([null, 'shown', null, 'shown']);
});

test('nor how it makes the question fall apart: with it or without it, the same are taken', async () => {
  const some = fc.record({ authority: fc.constantFrom('A', 'B'), length: fc.integer({ min: 1, max: 16 }), isHidden: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(some, { maxLength: 40 }), fc.integer({ min: 16, max: 40 }), async (records, most) => {
      const ids = records.map(({ authority }, at) => `${authority}-${String(at)}`);
      const answersOf = async (holds: (record: (typeof records)[number]) => boolean): Promise<readonly unknown[]> => {
        const ask = async (asked: readonly string[]): Promise<readonly (string | null)[]> => {
          const held = asked.map((id) => records[Number(id.slice(2))]!);
          const texts = held.map((record) => (holds(record) ? 'x'.repeat(record.length) : null));
          if (texts.join('').length > most) throw tooLarge();
          return texts;
        };
        const take = (text: string | null, id: string): string | null => (records[Number(id.slice(2))]!.isHidden ? null : text);
        return told(await inHalves(ids, ask, { take, lengthOf: (taken) => taken?.length ?? 0, mostOfOne: most, mostOfAll: 2 * most }));
      };
      expect(await answersOf(() => true)).toEqual(await answersOf(({ isHidden }) => !isHidden));
    }),
  );
});

test('all together have an end, in characters and in time, and what was taken until then stands', async () => {
  const one = async (some: readonly string[]): Promise<readonly string[]> => {
    if (some.length > 1) throw tooLarge();
    return some.map(() => '12345');
  };
  const ids = ['A-1', 'B-1', 'C-1', 'D-1'];
  expect(told(await inHalves(ids, one, { ...TAKES, mostOfAll: 10 }))).toEqual(['12345', '12345', 'OPERATION_TOO_LARGE', 'OPERATION_TOO_LARGE']);
  const late = await inHalves(ids, one, { ...TAKES, mostMillis: 0 });
  expect(told(late)).toEqual(ids.map(() => 'OPERATION_TOO_LARGE'));
  expect(String(late[0])).toContain('within 0 ms');
});

test('one that is too large by itself is told in its place; any other failure fails all', async () => {
  const ask = (some: readonly string[]): Promise<readonly string[]> => (some.includes('A-2') ? Promise.reject(tooLarge()) : Promise.resolve(some));
  expect(told(await inHalves(['A-1', 'A-2', 'A-3'], ask, TAKES))).toEqual(['A-1', 'OPERATION_TOO_LARGE', 'A-3']);
  let asked = 0;
  const fails = (error: Error) => inHalves(['a', 'b'], () => (asked++, Promise.reject(error)), TAKES);
  await expect(fails(new Error('away'))).rejects.toThrow('away');
  await expect(fails(catalogError('INDEX_UNAVAILABLE', 'away'))).rejects.toMatchObject({ extensions: { code: 'INDEX_UNAVAILABLE' } });
  expect(asked).toBe(2);
});
