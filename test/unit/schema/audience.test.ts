import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { audienceOf, audienceOfLog, EVERYBODY, logKey, logNameOf, mayLeave, maySee, readLogKey, type Audience } from '../../../schema/audience.js';

const codes = fc.uniqueArray(fc.constantFrom('310000', '330000', 'MEE', 'MOT', 'NDA'), { minLength: 1 });
const guarded = fc.record({ audience: fc.constantFrom('PUBLIC', 'MEMBER', 'NAMED', 'OWNER'), named: codes, grade: fc.constantFrom('GENERAL', 'IMPORTANT', 'CORE') } as const);

describe('the audience of a record', () => {
  test('is everybody where it says nothing', () => {
    expect(audienceOf({})).toEqual({ audience: 'PUBLIC', named: [] });
  });

  test('is its owner alone for core data, whatever it says, and that never leaves', () => {
    const audience = audienceOf({ audience: 'PUBLIC', grade: 'CORE' });
    expect(audience).toEqual({ audience: 'OWNER', named: [] });
    expect(mayLeave(audience)).toBe(false);
  });

  test.each([
    ['PUBLIC', true, true, true, true],
    ['MEMBER', false, true, true, true],
    ['NAMED', false, false, true, true],
    ['OWNER', false, false, false, true],
  ] as const)('%s: seen by the public %s, by any member %s, by one that is named %s, by the owner %s', (audience, everybody, member, named, owner) => {
    const of = audienceOf({ audience, named: ['330000'] });
    const sees = (...authorities: string[]): boolean => maySee({ authorities }, '310000', of);
    expect([maySee(EVERYBODY, '310000', of), sees('MOT'), sees('330000'), sees('310000')]).toEqual([everybody, member, named, owner]);
  });

  test('has one log, whose name says it again', () => {
    fc.assert(
      fc.property(guarded, (says) => {
        const audience = audienceOf(says);
        const key = logKey('310000', logNameOf(audience));
        expect(readLogKey(key).authority).toBe('310000');
        expect(audienceOfLog(readLogKey(key).logName)).toEqual(audience);
      }),
    );
  });

  test.each(['', 'public', 'NAMED', 'NAMED:', 'NAMED:MEE,310000', 'NAMED:MEE,MEE', 'NAMED:mee', 'OWNER:MEE', 'MEMBER/OWNER'])('is not told by a log named %j', (name) => {
    expect(audienceOfLog(name)).toBeNull();
  });

  test('is the same for whoever stands in one log', () => {
    fc.assert(
      fc.property(guarded, guarded, codes, (one, other, authorities) => {
        const [a, b]: Audience[] = [audienceOf(one), audienceOf(other)];
        if (logNameOf(a!) === logNameOf(b!)) expect(maySee({ authorities }, '310000', a!)).toBe(maySee({ authorities }, '310000', b!));
      }),
    );
  });
});
