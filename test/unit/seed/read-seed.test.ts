import { describe, expect, test } from '@jest/globals';
import { formatId } from '../../../schema/ids.js';
import { BadSeed, readSeed } from '../../../seed/read-seed.js';

const named = (zh: string, en: string) => ({ title: { zh, en }, description: { zh: `${zh}。`, en: `${en}.` } });
const head = (code: string, kind = 'REGION') => ({ code, kind, name: { zh: `${code}机关`, en: `Office ${code}` }, homepage: `https://${code}.example` });

const region = {
  ...head('310000'),
  organizations: [
    { serial: 1, ...named('水务局', 'Water bureau'), region: 310000, parent: 'OR-2' },
    { serial: 2, ...named('政府', 'Government'), homepage: 'https://gov.example' },
  ],
  datasets: [
    {
      serial: 7,
      ...named('水位', 'Water levels'),
      owner: 'OR-1',
      temporal: { start: '2013' },
      issued: 2014,
      conformsTo: ['SL 1-2000', 'SAC-ST-1'],
      derivedFrom: ['SAC-DS-1'],
      items: [{ name: '站码', dataType: '字符型' }],
    },
  ],
  services: [{ serial: 1, ...named('水位接口', 'Water level API'), servesDatasets: ['DS-7'], endpointURL: 'https://api.example' }],
};
const body = {
  ...head('SAC', 'BODY'),
  standards: [{ serial: 1, ...named('水位规范', 'Water level code'), number: 'SL/T 1—2000' }, { serial: 2, ...named('新', 'New'), number: 'SL 1-2000', supersedes: ['SL/T1-2000'] }],
  datasets: [{ serial: 1, ...named('目录', 'List') }],
};

const problemsOf = (...files: readonly unknown[]): readonly string[] => {
  try {
    readSeed(files);
  } catch (error) {
    if (error instanceof BadSeed) return error.problems;
    throw error;
  }
  return [];
};

describe('readSeed', () => {
  const [shanghai, sac] = readSeed([region, body]);
  const records = (title: string) => shanghai!.records.find(({ titles }) => titles?.[0]?.text === title);

  test('gives members with their names, records in the order in which they are linked to', () => {
    expect(shanghai).toMatchObject({ code: '310000', kind: 'REGION', nameZh: '310000机关', nameEn: 'Office 310000', homepage: 'https://310000.example' });
    expect(shanghai!.records.map(({ kind }) => kind)).toEqual(['ORGANIZATION', 'ORGANIZATION', 'DATASET', 'DATA_SERVICE']);
  });

  test('writes ids in full, serials as they were', () => {
    expect(records('水位')).toMatchObject({ id: '310000-DS-0000000007-' + formatId('310000', 'DATASET', 7).at(-1)!, authority: '310000', kind: 'DATASET' });
  });

  test('turns two languages into texts, chinese first', () => {
    expect(records('水位')).toMatchObject({
      titles: [{ lang: 'zh', text: '水位' }, { lang: 'en', text: 'Water levels' }],
      descriptions: [{ lang: 'zh', text: '水位。' }, { lang: 'en', text: 'Water levels.' }],
    });
  });

  test('follows links within the file, to other files and by number of a standard', () => {
    expect(records('水务局')).toMatchObject({ parent: formatId('310000', 'ORGANIZATION', 2) });
    expect(records('水位接口')).toMatchObject({ servesDatasets: [formatId('310000', 'DATASET', 7)] });
    expect(records('水位')).toMatchObject({
      owner: formatId('310000', 'ORGANIZATION', 1),
      conformsTo: [formatId('SAC', 'STANDARD', 2), formatId('SAC', 'STANDARD', 1)],
      derivedFrom: [formatId('SAC', 'DATASET', 1)],
    });
    expect(sac!.records[1]).toMatchObject({ number: 'SL 1-2000', supersedes: [formatId('SAC', 'STANDARD', 1)] });
  });

  test('keeps the rest as it is, a number where a text is meant as its text', () => {
    expect(records('水位')).toMatchObject({ temporal: { start: '2013' }, issued: '2014', items: [{ name: '站码', dataType: '字符型' }] });
    expect(records('水务局')).toMatchObject({ region: '310000' });
  });

  test('names every mistake at once, each with its place', () => {
    const wrong = {
      ...head('310000'),
      organizations: [{ serial: 1, ...named('水务局', 'Water bureau'), uscc: '91350100M000100Y43' }],
      datasets: [
        { serial: 1, ...named('甲', 'A'), owner: 'OR-9', conformsTo: ['GB 1-1990'], derivedFrom: ['OR-1'] },
        { serial: 2, title: { zh: '乙' }, description: { zh: '乙。', en: 'B', 'and more': null }, keywords: '水' },
      ],
    };
    expect(problemsOf(wrong)).toEqual([
      '310000 organizations[0].uscc: is no key of a ORGANIZATION in the seed.',
      '310000 datasets[0].owner: expected a ORGANIZATION of the seed but got "OR-9".',
      '310000 datasets[0].conformsTo[0]: expected a STANDARD of the seed but got "GB 1-1990".',
      '310000 datasets[0].derivedFrom[0]: expected a DATASET of the seed but got "OR-1".',
      '310000 datasets[1].title.en: expected a text but got undefined.',
      '310000 datasets[1].description: expected zh and en but got and more too.',
      '310000 datasets[1].keywords: expected a list but got "水".',
    ]);
  });

  test.each([
    ['no code', { ...region, code: 310000 }, 'A file has no authority\'s code: 310000. Regions need quotes: "310000".'],
    ['an unknown section', { ...region, dataset: [] }, '310000: dataset is no section; expected code, kind, name, homepage, organizations, standards, series, datasets, services, products, useCases, demands, facilities.'],
    ['half a head', { ...region, kind: 'CITY' }, '310000: expected kind, name: { zh, en } and homepage.'],
    ['a serial twice', { ...head('MEE'), datasets: [{ serial: 1 }, { serial: 1 }] }, 'MEE datasets[1]: expected a serial of its own from 1 but got 1.'],
    ['no serial', { ...head('MEE'), datasets: [{}] }, 'MEE datasets[0]: expected a serial of its own from 1 but got undefined.'],
    ['nothing', null, 'A file has no authority\'s code: undefined. Regions need quotes: "310000".'],
  ])('refuses a file with %s', (_, file, problem) => {
    expect(problemsOf(file)).toContain(problem);
  });

  test('refuses a member in two files and a number for two standards', () => {
    const twice = { ...head('SAC'), standards: [{ serial: 9, number: 'SL 1-2000' }] };
    expect(problemsOf(body, twice)).toContain(`SL 1-2000 is both ${formatId('SAC', 'STANDARD', 2)} and ${formatId('SAC', 'STANDARD', 9)}.`);
    expect(problemsOf(region, region)).toContain(`${formatId('310000', 'ORGANIZATION', 1)} occurs twice.`);
  });
});
