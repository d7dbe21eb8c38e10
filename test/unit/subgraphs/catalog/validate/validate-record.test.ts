import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formatId } from '../../../../../schema/ids.js';
import type { RecordInput } from '../../../../../schema/generated/catalog.js';
import { FIELDS, KINDS } from '../../../../../subgraphs/catalog/validate/fields.js';
import { validateRecord } from '../../../../../subgraphs/catalog/validate/validate-record.js';

const served = new Set(['310000', 'MEE']);
const office = formatId('310000', 'ORGANIZATION', 1);
const standard = formatId('SAC', 'STANDARD', 1);
const series = formatId('MEE', 'DATA_SERIES', 1);
const other = formatId('440000', 'DATASET', 1);
const zh = (text: string) => [{ lang: 'zh', text }];

const dataset: RecordInput = {
  kind: 'DATASET',
  titles: zh('空气质量'),
  descriptions: zh('说明'),
  owner: office,
  themes: ['environment'],
  frequency: 'DAILY',
  shareType: 'UNCONDITIONAL',
  openness: 'OPEN',
};
const smallest: Readonly<Record<string, RecordInput>> = {
  DATASET: dataset,
  DATA_SERIES: { kind: 'DATA_SERIES', titles: zh('系列'), descriptions: zh('说明') },
  DATA_SERVICE: { kind: 'DATA_SERVICE', titles: zh('接口'), endpointURL: 'https://api.cn/v1', shareType: 'UNCONDITIONAL', openness: 'OPEN' },
  STANDARD: { kind: 'STANDARD', titles: zh('标准'), number: 'GB/T 2260-2007' },
  ORGANIZATION: { kind: 'ORGANIZATION', titles: zh('局') },
  DATA_PRODUCT: { kind: 'DATA_PRODUCT', titles: zh('产品'), descriptions: zh('说明'), owner: office },
  USE_CASE: { kind: 'USE_CASE', titles: zh('场景'), descriptions: zh('说明'), owner: office, industries: ['N'], uses: [other] },
  DEMAND: { kind: 'DEMAND', titles: zh('需求'), descriptions: zh('说明'), owner: office, state: 'OPEN' },
  COMPUTE_FACILITY: { kind: 'COMPUTE_FACILITY', titles: zh('智算中心'), owner: office, region: '520000', environments: ['PLAIN'] },
};

/** A value of each field that passes. */
const samples: Required<Omit<RecordInput, 'id' | 'kind' | 'authority' | 'restricted'>> = {
  titles: zh('名'), descriptions: zh('说明'), keywords: ['词'], landingPage: 'https://a.cn', issued: '2020', modified: '2021-05-01', sources: [{ system: 's', identifier: '1' }],
  owner: office, distributions: [{ accessURL: 'https://a.cn/x' }], conformsTo: [standard], series, themes: ['health'], industries: ['84'], region: '310000', bbox: [1, 2, 3, 4],
  temporal: { start: '2020' }, frequency: 'DAILY', shareType: 'UNCONDITIONAL', shareCondition: '条件', openness: 'OPEN', grade: 'GENERAL', license: 'CC-BY-4.0', audience: 'NAMED', named: ['330000'],
  policy: '{"@type":"Set","permission":[{"action":"use"}]}',
  items: [{ name: '站点' }], derivedFrom: [other], endpointURL: 'https://a.cn/api', endpointDescription: 'https://a.cn/openapi.json', servesDatasets: [other],
  number: 'HJ 633-2012', status: 'CURRENT', supersedes: [standard], uscc: '91350100M000100Y43', homepage: 'https://a.cn', parent: office,
  registrationCode: 'GD-2026.001', offers: [{ code: 'a', priceModel: 'FREE' }],
  hub: 'GUIZHOU', cluster: '贵安集群', capacity: { petaflops: 1.5 }, accelerators: [{ kind: 'GPU', count: 8 }], energy: { pue: 1.2 }, environments: ['SANDBOX', 'TEE'],
  uses: [other], outcomes: zh('成效'), neededBy: '2027-06', state: 'MET', metBy: [other],
};

const content = (input: RecordInput): Readonly<Record<string, unknown>> => {
  const result = validateRecord(input, served);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.content as unknown as Readonly<Record<string, unknown>>;
};
const problems = (input: RecordInput) => {
  const result = validateRecord(input, served);
  return result.ok ? [] : result.problems;
};
const rules = (input: RecordInput): readonly string[] => problems(input).map(({ field, rule }) => `${field} ${rule}`);

describe('each kind', () => {
  test.each(KINDS)('%s needs its required fields and no more', (kind) => {
    const input = smallest[kind]!;
    expect(rules(input)).toEqual([]);
    for (const field of Object.keys(FIELDS) as (keyof typeof FIELDS)[]) {
      const required = (FIELDS[field].required as readonly string[]).includes(kind);
      expect(rules({ ...input, [field]: null })).toEqual(required ? [`${field} REQUIRED`] : []);
    }
  });

  test.each(KINDS)('%s takes the fields of its own and refuses those of others', (kind) => {
    for (const field of Object.keys(FIELDS) as (keyof typeof FIELDS)[]) {
      const { required, optional } = FIELDS[field] as { required: readonly string[]; optional: readonly string[] };
      const own = required.includes(kind) || optional.includes(kind);
      // Names go with their audience only.
      const beside = field === 'named' ? { audience: 'NAMED' } : field === 'audience' ? { named: ['330000'] } : field === 'metBy' && kind === 'DEMAND' ? { state: 'MET' } : {};
      expect(rules({ ...smallest[kind]!, ...beside, [field]: samples[field] })).toEqual(own ? [] : [`${field} NOT_OF_KIND`]);
    }
  });

  test('an empty list of another kind is nothing', () => {
    expect(content({ ...smallest['ORGANIZATION']!, distributions: [], keywords: [] })).toEqual({ kind: 'ORGANIZATION', titles: zh('局') });
  });

  test('a demand is met by something only where it is met', () => {
    const demand = { ...smallest['DEMAND']!, metBy: [other] };
    expect(['OPEN', 'CLOSED', 'MET'].map((state) => rules({ ...demand, state }))).toEqual([['metBy STATE'], ['metBy STATE'], []]);
    expect(rules({ ...demand, state: 'LOST' })).toEqual(['state VOCABULARY']);
  });

  test('an unknown kind is said, and what can be judged without it too', () => {
    expect(rules({ kind: 'MAP', titles: [], region: '99' })).toEqual(['kind VOCABULARY', 'region REGION']);
  });

  test('sharing under conditions, or not at all, needs to say why', () => {
    expect(rules({ ...dataset, shareType: 'CONDITIONAL' })).toEqual(['shareCondition REQUIRED']);
    expect(rules({ ...dataset, shareType: 'NOT_SHARED' })).toEqual(['shareCondition REQUIRED']);
    expect(rules({ ...dataset, shareType: 'NOT_SHARED', shareCondition: '涉密' })).toEqual([]);
    expect(rules({ ...dataset, shareType: 'NOT_SHARED', shareCondition: ' ' })).toEqual(['shareCondition BLANK']);
  });
});

describe('values that are taken', () => {
  test.each<[keyof RecordInput, unknown, unknown]>([
    ['titles', [{ lang: 'ZH-hans-cn', text: '  空气 \r\n质量　' }], [{ lang: 'zh-Hans-CN', text: '空气 \n质量' }]],
    ['titles', [{ lang: 'zh', text: '名' }, { lang: 'zh', text: '名' }, { lang: 'en', text: 'Name' }], [{ lang: 'zh', text: '名' }, { lang: 'en', text: 'Name' }]],
    ['keywords', ['a', ' a', 'b', 'a'], ['a', 'b']],
    ['keywords', ['a\tb\nc'], ['a\tb\nc']],
    ['landingPage', ' https://数据.cn/路径?q=1 ', 'https://数据.cn/路径?q=1'],
    ['issued', '2024', '2024'],
    ['issued', '2024-02-29', '2024-02-29'],
    ['issued', '0099-12', '0099-12'],
    ['modified', '2024-05-31T23:59:59.123+08:00', '2024-05-31T23:59:59.123+08:00'],
    ['temporal', { start: '2024-05', end: '2024-05-01' }, { start: '2024-05', end: '2024-05-01' }],
    ['temporal', { start: '2024-05-31T10:00:00Z', end: '2024' }, { start: '2024-05-31T10:00:00Z', end: '2024' }],
    ['temporal', { start: null, end: '2024' }, { end: '2024' }],
    ['region', '100000', '100000'],
    ['region', ' 310115 ', '310115'],
    ['bbox', [170, -10, -170, 10], [170, -10, -170, 10]],
    ['themes', ['health', 'health'], ['health']],
    ['industries', ['i', ' 6511 ', '01'], ['I', '6511', '01']],
    ['license', '政府数据开放许可', '政府数据开放许可'],
    ['conformsTo', [standard, ` ${standard}`], [standard]],
    ['distributions', [{ title: null, accessURL: 's3://bucket/key', downloadURL: 'ftp://a.cn/x', mediaType: 'application/geo+json; charset=utf-8', byteSize: 0 }], [{ accessURL: 's3://bucket/key', downloadURL: 'ftp://a.cn/x', mediaType: 'application/geo+json; charset=utf-8', byteSize: 0 }]],
    ['items', [{ name: '站点', dataType: null }], [{ name: '站点' }]],
    ['descriptions', zh('长'.repeat(1_000_000)), zh('长'.repeat(1_000_000))],
  ])('%s, case %#', (field, given, expected) => {
    expect(content({ ...dataset, [field]: given })[field]).toEqual(expected);
  });

  test('a credit code in small letters', () => {
    expect(content({ ...smallest['ORGANIZATION']!, uscc: '91350100m000100y43' })['uscc']).toBe('91350100M000100Y43');
  });
});

describe('values that are refused', () => {
  test.each<[keyof RecordInput, unknown, readonly string[]]>([
    ['titles', [{ lang: 'zh', text: ' ' }], ['titles[0].text BLANK']],
    ['titles', [{ lang: '中文', text: '名' }], ['titles[0].lang LANGUAGE']],
    ['industries', ['U', '6511'], ['industries[0] INDUSTRY']],
    ['titles', [{ lang: '', text: '名' }], ['titles[0].lang LANGUAGE']],
    ['titles', [{ lang: 'zh', text: '一' }, { lang: 'ZH', text: '二' }], ['titles[1].lang DUPLICATE']],
    ['titles', zh('长'.repeat(2_001)), ['titles[0].text TOO_LONG']],
    ['descriptions', zh('长'.repeat(1_000_001)), ['descriptions[0].text TOO_LONG']],
    ['descriptions', zh('a\u0000b'), ['descriptions[0].text CHARACTERS']],
    ['descriptions', zh('a\u0085b'), ['descriptions[0].text CHARACTERS']],
    ['descriptions', zh('half \ud83d'), ['descriptions[0].text CHARACTERS']],
    ['keywords', ['ok', '', 'x\u001b'], ['keywords[1] BLANK', 'keywords[2] CHARACTERS']],
    ['keywords', Array.from({ length: 10_001 }, (_, n) => String(n)), ['keywords TOO_MANY']],
    ['landingPage', 'www.example.cn', ['landingPage URL']],
    ['landingPage', 'https:// bad', ['landingPage URL']],
    ['landingPage', 'ftp://a.cn', ['landingPage URL']],
    ['landingPage', 'javascript:alert(1)', ['landingPage URL']],
    ['landingPage', 'https://user:secret@a.cn', ['landingPage URL']],
    ['landingPage', 'https://a.cn/"><script>', ['landingPage URL']],
    ['issued', '2023-02-29', ['issued DATE']],
    ['issued', '2023-13', ['issued DATE']],
    ['issued', '2023-00', ['issued DATE']],
    ['issued', '2023-01-00', ['issued DATE']],
    ['issued', '0000', ['issued DATE']],
    ['issued', '2023/01/02', ['issued DATE']],
    ['issued', '2023-1-2', ['issued DATE']],
    ['issued', '2023-01-02T10:00:00', ['issued DATE']],
    ['issued', '2023-01-02T24:00:00Z', ['issued DATE']],
    ['issued', '2023-01-02T10:00:00+24:00', ['issued DATE']],
    ['issued', '去年', ['issued DATE']],
    ['temporal', {}, ['temporal PERIOD']],
    ['temporal', { start: '2024-06', end: '2024-05' }, ['temporal PERIOD']],
    ['temporal', { start: '2025', end: '2024-12-31' }, ['temporal PERIOD']],
    ['temporal', { start: 'x', end: 'y' }, ['temporal.start DATE', 'temporal.end DATE']],
    ['region', '990000', ['region REGION']],
    ['region', '100100', ['region REGION']],
    ['region', '31', ['region REGION']],
    ['bbox', [1, 2, 3], ['bbox BBOX']],
    ['bbox', [181, 2, 3, 4], ['bbox BBOX']],
    ['bbox', [1, -91, 3, 4], ['bbox BBOX']],
    ['bbox', [1, 5, 3, 4], ['bbox BBOX']],
    ['themes', ['health', 'astrology'], ['themes[1] VOCABULARY']],
    ['frequency', 'daily', ['frequency VOCABULARY']],
    ['grade', 'SECRET', ['grade VOCABULARY']],
    ['owner', 'x', ['owner ID_FORM']],
    ['owner', `${office.slice(0, -1)}${office.endsWith('0') ? '1' : '0'}`, ['owner CHECK_CHARACTER']],
    ['owner', '310000-ZZ-1-0', ['owner KIND_CODE']],
    ['owner', other, ['owner ID_KIND']],
    ['conformsTo', [standard, office], ['conformsTo[1] ID_KIND']],
    ['series', other, ['series ID_KIND']],
    ['derivedFrom', [series], ['derivedFrom[0] ID_KIND']],
    ['distributions', [{}, { accessURL: 'https://a.cn', downloadURL: 'a', mediaType: 'csv', byteSize: -1, format: ' ' }], ['distributions[0].accessURL REQUIRED', 'distributions[1].downloadURL URL', 'distributions[1].format BLANK', 'distributions[1].mediaType MEDIA_TYPE', 'distributions[1].byteSize NUMBER']],
    ['distributions', [{ accessURL: 'https://a.cn', byteSize: 1.5 }], ['distributions[0].byteSize NUMBER']],
    ['items', [{ dataType: 'C' }], ['items[0].name REQUIRED']],
    ['sources', [{ system: '', identifier: 'x\u0000' }], ['sources[0].system BLANK', 'sources[0].identifier CHARACTERS']],
    ['id', 'x', ['id ID_FORM']],
    ['id', other, ['id NOT_SERVED_HERE']],
    ['id', office, ['id ID_KIND']],
    ['authority', '440000', ['authority NOT_SERVED_HERE']],
    ['authority', 'a b', ['authority AUTHORITY']],
  ])('%s, case %#', (field, given, expected) => {
    expect(rules({ ...dataset, [field]: given })).toEqual(expected);
  });

  test('an id and an authority that do not agree', () => {
    expect(rules({ ...dataset, id: formatId('MEE', 'DATASET', 1), authority: '310000' })).toEqual(['authority AUTHORITY']);
  });

  test('a wrong credit code and a number without letter or digit', () => {
    expect(rules({ ...smallest['ORGANIZATION']!, uscc: '91350100M000100Y44' })).toEqual(['uscc USCC']);
    expect(rules({ ...smallest['STANDARD']!, number: '—' })).toEqual(['number STANDARD_NUMBER']);
  });

  test('all at once, each with the value found, cut to 200 characters, and what to do', () => {
    const found = problems({ ...dataset, owner: null, region: 'x'.repeat(300), openness: 'MAYBE' });
    expect(found).toEqual([
      { field: 'owner', value: null, rule: 'REQUIRED', message: 'Expected owner: a record of kind DATASET must have it.' },
      { field: 'region', value: 'x'.repeat(200), rule: 'REGION', message: expect.stringContaining('GB/T 2260') },
      { field: 'openness', value: 'MAYBE', rule: 'VOCABULARY', message: 'Expected one of OPEN, CONDITIONAL, CLOSED.' },
    ]);
  });

  test('a password in an address is not repeated', () => {
    expect(JSON.stringify(problems({ ...dataset, landingPage: 'https://user:secret@a.cn' }))).not.toContain('secret');
  });
});

describe('whatever is given', () => {
  const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.constantFrom(office, standard, '2024-02-30', 'https://a.cn', '310000', 'DAILY'));
  const langTexts = fc.array(fc.record({ lang: fc.oneof(anyText, fc.constant('zh')), text: anyText }), { maxLength: 3 });
  const anyInput = fc.record(
    {
      kind: fc.oneof(fc.constantFrom(...KINDS), anyText), id: anyText, authority: anyText, titles: langTexts, descriptions: langTexts, keywords: fc.array(anyText), landingPage: anyText,
      issued: anyText, temporal: fc.record({ start: anyText, end: anyText }), owner: anyText, conformsTo: fc.array(anyText), region: anyText, bbox: fc.array(fc.double(), { maxLength: 5 }),
      distributions: fc.array(fc.record({ accessURL: anyText, byteSize: fc.double(), mediaType: anyText }, { requiredKeys: [] }), { maxLength: 2 }), frequency: anyText, number: anyText, uscc: anyText,
    },
    { requiredKeys: ['kind'] },
  );

  test('what was cleaned once passes again unchanged', () => {
    const some = fc.constantFrom(...KINDS).chain((kind) => fc.tuple(fc.constant(kind), fc.subarray(Object.keys(FIELDS) as (keyof typeof FIELDS)[])));
    const spaced = fc.array(fc.constantFrom(' 空气', 'AQI\r\n', '水 '), { minLength: 1 });
    fc.assert(
      fc.property(some, spaced, ([kind, fields], keywords) => {
        const beside = [...(fields.includes('audience') || fields.includes('named') ? (['audience', 'named'] as const) : []), ...(fields.includes('metBy') ? (['state'] as const) : [])];
        const paired = [...fields, ...beside];
        const own = paired.filter((field) => ([...FIELDS[field].required, ...FIELDS[field].optional] as readonly string[]).includes(kind));
        const once = content({ ...smallest[kind]!, ...Object.fromEntries(own.map((field) => [field, samples[field]])), keywords });
        expect(content(once as unknown as RecordInput)).toEqual(once);
      }),
    );
  });

  test('the answer is a record, or problems that say something', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const result = validateRecord(input as RecordInput, served);
        for (const { field, rule, message, value } of result.ok ? [] : result.problems) {
          expect(field && rule && message).toBeTruthy();
          expect(value === null || (value.length <= 200 && value.isWellFormed())).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});
