import { describe, expect, test } from '@jest/globals';
import { validateRecord } from '../../../../../subgraphs/catalog/validate/validate-record.js';

const office = { kind: 'ORGANIZATION', titles: [{ lang: 'zh', text: '局' }] };
const of = (more: object) => validateRecord({ ...office, ...more }, new Set(['310000']));
const content = (more: object): unknown => {
  const found = of(more);
  return found.ok ? found.content : found.problems.map(({ field, rule }) => `${field} ${rule}`);
};

describe('what a record says of who may know of it', () => {
  test('nothing, where it is for everybody: its hash is the same as before there were audiences', () => {
    expect(content({ audience: 'PUBLIC' })).toEqual(content({}));
  });

  test('names are kept in order, each once', () => {
    expect(content({ audience: 'NAMED', named: ['MEE', ' 330000', 'MEE '] })).toMatchObject({ audience: 'NAMED', named: ['330000', 'MEE'] });
  });

  test.each([
    [{ audience: 'FRIENDS' }, ['audience VOCABULARY']],
    [{ audience: 'NAMED' }, ['named REQUIRED']],
    [{ audience: 'MEMBER', named: ['MEE'] }, ['named NOT_OF_KIND']],
    [{ named: ['MEE'] }, ['named NOT_OF_KIND']],
    [{ audience: 'NAMED', named: ['mee!'] }, ['named[0] AUTHORITY']],
  ])('%j is rejected', (more, problems) => {
    expect(content(more)).toEqual(problems);
  });
});
