import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { catalogError } from '../../../../schema/errors.js';
import { inHalves } from '../../../../subgraphs/kit/in-halves.js';

const tooLarge = () => catalogError('OPERATION_TOO_LARGE', 'too much');

test('whatever fits into one answer, all are answered in their order, and each once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string()), fc.integer({ min: 1, max: 9 }), async (ids, most) => {
      const asked: (readonly string[])[] = [];
      const ask = async (some: readonly string[]): Promise<readonly string[]> => {
        if (some.length > most) throw tooLarge();
        asked.push(some);
        return some.map((id) => `${id}!`);
      };
      expect(await inHalves(ids, ask)).toEqual(ids.map((id) => `${id}!`));
      expect(asked.flat()).toEqual(ids);
    }),
  );
});

test('one that is too large by itself, and any other failure, is told', async () => {
  const fails = (error: Error) => inHalves(['a', 'b'], () => Promise.reject(error));
  await expect(fails(tooLarge())).rejects.toMatchObject({ extensions: { code: 'OPERATION_TOO_LARGE' } });
  let asked = 0;
  await expect(inHalves(['a', 'b'], () => (asked++, Promise.reject(new Error('away'))))).rejects.toThrow('away');
  await expect(fails(catalogError('INDEX_UNAVAILABLE', 'away'))).rejects.toMatchObject({ extensions: { code: 'INDEX_UNAVAILABLE' } });
  expect(asked).toBe(1);
});
