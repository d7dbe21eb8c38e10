import { describe, expect, test } from '@jest/globals';
import { dcatUsMapping } from '../../../../../../cli/import/formats/dcat-us/map-dcat-us.js';

const ENTRY = { '@type': 'dcat:Dataset', identifier: 'birds', title: 'Birds', description: 'Birds by the shore.', publisher: { '@type': 'org:Organization', name: 'Wetlands' } };
const map = (more: Readonly<Record<string, string>>) => dcatUsMapping('dcat-us')({ ...ENTRY, ...more });

describe('who may have a dataset of a data.json', () => {
  test.each([
    ['public', 'OPEN', 'UNCONDITIONAL'],
    ['Restricted Public', 'CONDITIONAL', 'CONDITIONAL'],
    ['non-public', 'CLOSED', 'NOT_SHARED'],
    ['Nonpublic', 'CLOSED', 'NOT_SHARED'],
    ['NON PUBLIC', 'CLOSED', 'NOT_SHARED'],
  ])('accessLevel %s', (accessLevel, openness, shareType) => {
    expect(map({ accessLevel })).toMatchObject({ outcome: 'RECORD', record: { openness, shareType } });
  });

  test.each([
    ['public', 'OPEN'],
    ['Access is unrestricted', 'OPEN'],
    ['No restrictions', 'OPEN'],
    ['restricted public', 'CONDITIONAL'],
    ['Not public', 'CLOSED'],
    ['http://publications.europa.eu/resource/authority/access-right/NON_PUBLIC', 'CLOSED'],
  ])('accessRights %s', (accessRights, openness) => {
    expect(map({ accessRights })).toMatchObject({ outcome: 'RECORD', record: { openness } });
  });

  test.each([
    ['accessLevel', 'secret'],
    ['accessLevel', 'pubic'],
    ['accessRights', 'secret'],
  ])('%s %s promises nothing: it is rejected', (field, value) => {
    expect(map({ [field]: value })).toMatchObject({ outcome: 'REJECTED', identifier: 'birds', problems: [{ field, value, rule: 'VOCABULARY' }] });
  });

  test('without accessLevel a dataset of 1.1 is rejected', () => {
    expect(map({})).toMatchObject({ outcome: 'REJECTED', identifier: 'birds', problems: [{ field: 'accessLevel', rule: 'REQUIRED' }] });
  });

  test('without accessRights one of 3 is public, which is noted', () => {
    expect(map({ '@type': 'Dataset' })).toMatchObject({ outcome: 'RECORD', record: { openness: 'OPEN' }, notes: ['accessRights: not said, taken as public'] });
  });
});
