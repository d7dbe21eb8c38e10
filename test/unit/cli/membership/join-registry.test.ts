import { describe, expect, test } from '@jest/globals';
import { checkLines, checkSummary, hasFailed, type ToldCheck } from '../../../../cli/membership/check-lines.js';
import { membershipOf } from '../../../../cli/membership/join-registry.js';

const asked = { node: 'http://127.0.0.1:4201/graphql', registry: 'http://127.0.0.1:4003/graphql', code: '460000', nameZh: '海南省', nameEn: 'Hainan' };

describe('what ucat join asks for', () => {
  test('is one authority, of the member’s own code and name, unless it is told otherwise', () => {
    expect(membershipOf(asked)).toEqual({ code: '460000', nameZh: '海南省', nameEn: 'Hainan', url: asked.node, authorities: [{ code: '460000', nameZh: '海南省', nameEn: 'Hainan', kind: 'REGION' }] });
    expect(membershipOf({ ...asked, code: 'MEE' }).authorities).toMatchObject([{ code: 'MEE', kind: 'MINISTRY' }]);
    expect(membershipOf({ ...asked, code: 'SAC', kind: 'BODY', homepage: 'https://www.sac.gov.cn' }).authorities).toMatchObject([{ kind: 'BODY', homepage: 'https://www.sac.gov.cn' }]);
  });

  test('may be several, each with its names', () => {
    expect(membershipOf({ ...asked, code: 'MEE', authority: ['MEE', 'NNSA=国家核安全局/National Nuclear Safety/Administration'] }).authorities).toMatchObject([
      { code: 'MEE', nameZh: '海南省' },
      { code: 'NNSA', nameZh: '国家核安全局', nameEn: 'National Nuclear Safety/Administration' },
    ]);
  });

  test.each([
    [{ node: undefined }, '--node: expected the http or https address'],
    [{ node: 'ftp://x' }, '--node'],
    [{ authority: ['mee'] }, '--authority: expected CODE or CODE=中文名/English name but got "mee"'],
    [{ authority: ['MEE=only'] }, '--authority'],
    [{ kind: 'CITY' }, '--kind: expected one of REGION, MINISTRY, BODY but got "CITY"'],
  ])('%j is refused', (more, message) => {
    expect(() => membershipOf({ ...asked, ...more })).toThrow(message);
  });
});

describe('what was found at a node', () => {
  const check = (outcome: string, more: Partial<ToldCheck> = {}): ToldCheck => ({ code: 'ERRORS', titleZh: '错误代码', titleEn: 'Mistakes have codes', outcome, required: true, sent: 'a bad id', came: 'nothing', advice: outcome === 'FAILED' ? 'Answer BAD_ID.' : null, ...more });

  test('is a line each, with what to do where it failed', () => {
    expect(checkLines([check('PASSED'), check('SKIPPED', { code: 'RESUME', came: 'The log is empty.' }), check('FAILED', { required: false })])).toEqual([
      '✓ ERRORS  错误代码 · Mistakes have codes',
      '· RESUME  错误代码 · Mistakes have codes',
      '    skipped: The log is empty.',
      '✗ ERRORS  错误代码 · Mistakes have codes (not required)',
      '    sent: a bad id',
      '    came: nothing',
      '    do:   Answer BAD_ID.',
    ]);
    expect(checkLines([])).toEqual([]);
  });

  test('keeps a node out only where it is required', () => {
    expect(hasFailed([check('PASSED'), check('SKIPPED'), check('FAILED', { required: false })])).toBe(false);
    expect(hasFailed([check('FAILED')])).toBe(true);
    expect(checkSummary([check('PASSED'), check('FAILED'), check('PASSED')])).toBe('2 passed, 1 failed, 0 skipped');
  });
});
