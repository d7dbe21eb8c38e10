import { describe, expect, test } from '@jest/globals';
import { formatIndexName, isCurrent, isServable, nextIndex, parseIndexName } from '../../../../../../subgraphs/search/index/opensearch/index-names.js';
import { ANALYSIS_VERSION, OLDEST_SERVED_ANALYSIS } from '../../../../../../subgraphs/search/text/index-tokens.js';

const LEDGER = '0123456789';

describe('the name of an index', () => {
  test('tells of which ledger it is and how it was made', () => {
    const next = nextIndex(LEDGER, 6);
    expect(next).toMatchObject({ ledger: LEDGER, analysis: ANALYSIS_VERSION, number: 7 });
    expect(parseIndexName('ucat', formatIndexName('ucat', next))).toEqual(next);
    expect(isCurrent(next, LEDGER)).toBe(true);
    expect(isCurrent(next, '9876543210')).toBe(false);
  });

  test.each(['ucat', 'ucat-x', 'other-0123456789-00000000-6-1', 'ucat-0123456789-00000000-6', 'ucat-0123456789-00000000-6-1-2'])('%s is none', (index) => {
    expect(parseIndexName('ucat', index)).toBeNull();
  });

  test('tells what can be searched while a new one is made: the same fields, and an analysis that is served', () => {
    const next = nextIndex(LEDGER, 0);
    expect(isServable({ ...next, analysis: OLDEST_SERVED_ANALYSIS })).toBe(true);
    expect(isServable({ ...next, analysis: OLDEST_SERVED_ANALYSIS - 1 })).toBe(false);
    expect(isServable({ ...next, analysis: ANALYSIS_VERSION + 1 })).toBe(false);
    expect(isServable({ ...next, layout: '00000000' })).toBe(false);
  });
});
