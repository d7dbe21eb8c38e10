import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import list from 'spdx-license-list';
import { OTHER_ADDRESSES, OTHER_NAMES } from '../../../../schema/licences/spellings.js';
import { spdxLicence } from '../../../../schema/licences/spdx-licence.js';

const ids = Object.keys(list);

describe('the SPDX id of a licence', () => {
  test.each([
    ['CC BY 4.0', 'CC-BY-4.0'],
    ['cc-by', 'CC-BY-4.0'],
    ['CC-BY 4.0', 'CC-BY-4.0'],
    ['ＣＣ　ＢＹ　４.０', 'CC-BY-4.0'],
    ['https://creativecommons.org/licenses/by/4.0/', 'CC-BY-4.0'],
    ['http://www.creativecommons.org/licenses/by/4.0/deed.zh-hans', 'CC-BY-4.0'],
    ['https://creativecommons.org/licenses/by-nc-sa/3.0/legalcode', 'CC-BY-NC-SA-3.0'],
    ['https://creativecommons.org/licenses/by/3.0/us/', 'CC-BY-3.0-US'],
    ['[Creative Commons BY 4.0](https://creativecommons.org/licenses/by/4.0/)', 'CC-BY-4.0'],
    ['Creative Commons Attribution 4.0 International (CC BY 4.0)', 'CC-BY-4.0'],
    ['Creative Commons Attribution-NonCommercial-ShareAlike 4.0', 'CC-BY-NC-SA-4.0'],
    ['Creative Commons Attribution Share-Alike', 'CC-BY-SA-4.0'],
    ['Creative Commons Attribution Non Commercial No Derivs 3.0', 'CC-BY-NC-ND-3.0'],
    ['知识共享署名 4.0 国际许可协议', 'CC-BY-4.0'],
    ['知识共享署名-非商业性使用-相同方式共享 4.0 国际许可协议', 'CC-BY-NC-SA-4.0'],
    ['CC0', 'CC0-1.0'],
    ['CC0 1.0 Universal', 'CC0-1.0'],
    ['cc-zero', 'CC0-1.0'],
    ['https://creativecommons.org/publicdomain/zero/1.0/legalcode', 'CC0-1.0'],
    ['OGL', 'OGL-UK-3.0'],
    ['Open Government Licence v3.0', 'OGL-UK-3.0'],
    ['https://www.nationalarchives.gov.uk/doc/open-government-licence/version/2/', 'OGL-UK-2.0'],
    ['ODbL', 'ODbL-1.0'],
    ['Open Data Commons Open Database License (ODbL)', 'ODbL-1.0'],
    ['http://opendatacommons.org/licenses/by/1.0/', 'ODC-By-1.0'],
    ['PDDL', 'PDDL-1.0'],
    ['https://opendatacommons.org/licenses/pddl/1-0/', 'PDDL-1.0'],
    ['政府資料開放授權條款-第1版', 'OGDL-Taiwan-1.0'],
    ['https://data.gov.tw/license#cht-version', 'OGDL-Taiwan-1.0'],
    ['http://publications.europa.eu/resource/authority/licence/CC_BY_4_0', 'CC-BY-4.0'],
    ['https://spdx.org/licenses/MIT.html', 'MIT'],
    ['[MIT License](https://opensource.org/license/mit)', 'MIT'],
    ['apache-2.0', 'Apache-2.0'],
    ['木兰宽松许可证，第2版', 'MulanPSL-2.0'],
    ['[CDLA-Sharing](https://cdla.io/sharing-1-0/)', 'CDLA-Sharing-1.0'],
  ])('of %s is %s', (text, id) => expect(spdxLicence(text)).toBe(id));

  test.each([
    '', 'other-open', 'notspecified', 'Creative Commons', 'cc-nc', 'Public domain. Attribution required for refereed scientific papers.', 'There are no restrictions on the use of this data.',
    'CC BY 4.0, but not for commercial use', 'not CC BY 4.0', 'CC BY 3.0 or CC BY 4.0', 'https://example.org/licenses/by/4.0/', 'https://creativecommons.org/licenses/by/4.0/ with exceptions',
    'https://creativecommons.org/licenses/by/9.9/', 'US Government work', `CC BY 4.0 ${'x'.repeat(400)}`,
  ])('of %s is none', (text) => expect(spdxLicence(text)).toBeNull());

  test('of each id is itself, however it is written, and by its own page', () => {
    for (const id of ids) expect([id, spdxLicence(id), spdxLicence(id.toLowerCase()), spdxLicence(`https://spdx.org/licenses/${id}`)]).toEqual([id, id, id, id]);
  });

  test('of what is known here is in the list of SPDX, and no name of it is another licence', () => {
    for (const [id, spellings] of [...Object.entries(OTHER_NAMES), ...Object.entries(OTHER_ADDRESSES).map(([one, addresses]) => [one, addresses.map((address) => `https://${address}`)] as const)]) {
      expect(ids).toContain(id);
      for (const spelling of spellings) expect([spelling, spdxLicence(spelling)]).toEqual([spelling, id]);
    }
  });

  test('of any text is none, or one of the list', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.webUrl(), fc.constantFrom(...ids).chain((id) => fc.string().map((more) => `${id} ${more}`))), (text) => {
      const id = spdxLicence(text);
      return id === null || ids.includes(id);
    }));
  });
});
