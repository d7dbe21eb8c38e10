import { describe, expect, test } from '@jest/globals';
import { parseStandardNumber } from '../../../schema/standard-number.js';

describe('the number of a standard', () => {
  test.each([
    ['GB/T 2260-2007', 'GBT2260', 2007],
    ['gbt2260-2007', 'GBT2260', 2007],
    ['GB/T 2260—2007', 'GBT2260', 2007],
    ['ＧＢ／Ｔ　２２６０－２００７', 'GBT2260', 2007],
    ['GB/T 2260', 'GBT2260', null],
    ['GB 2260-2007', 'GB2260', 2007],
    ['GB/T 21063.3-2007', 'GBT21063.3', 2007],
    ['ISO 19115-1:2014', 'ISO19115-1', 2014],
    ['ISO/IEC 27001:2022', 'ISOIEC27001', 2022],
    ['HJ-633-2012', 'HJ633', 2012],
    ['DB31/T 1234.2-2020', 'DB31T1234.2', 2020],
    ['  iso 8601-2 ', 'ISO8601-2', null],
  ])('%s', (text, base, year) => {
    expect(parseStandardNumber(text)).toEqual({ base, year });
  });

  test.each(['', '  ', '—', '/-.'])('%j is none', (text) => {
    expect(parseStandardNumber(text)).toBeNull();
  });
});
