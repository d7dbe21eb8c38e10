import fc from 'fast-check';
import type { DescribedRecord } from '../../../../schema/quality/described-record.js';

/** A dataset that meets every metric and contradicts itself nowhere. */
export const MODEL: DescribedRecord = {
  kind: 'DATASET',
  titles: [{ lang: 'zh', text: '上海市环境空气质量监测数据' }],
  descriptions: [{ lang: 'zh', text: '全市各监测站每小时的空气质量数据，含六项污染物浓度。' }],
  keywords: ['空气质量', 'PM2.5'],
  landingPage: 'https://data.sh.gov.cn/air',
  issued: '2020-01-01',
  modified: '2026-03-01',
  owner: '310000-OR-0000000001-8',
  distributions: [{ accessURL: 'https://data.sh.gov.cn/air', downloadURL: 'https://data.sh.gov.cn/air.csv', format: 'CSV', mediaType: 'text/csv', byteSize: 1024 }],
  conformsTo: ['SAC-ST-0000000001-X'],
  themes: ['environment'],
  region: '310000',
  temporal: { start: '2020' },
  frequency: 'DAILY',
  shareType: 'UNCONDITIONAL',
  openness: 'OPEN',
  grade: 'GENERAL',
  license: 'CC-BY-4.0',
  items: [{ name: '站点' }],
};

const word = fc.constantFrom('', '无', '空气', '站点的数据说明文字', 'CC-BY-4.0', 'CSV', '310000', '2024-05', 'https://data.sh.gov.cn/1', 'http://10.0.0.1/x');
const texts = fc.array(fc.record({ lang: fc.constantFrom('zh', 'en'), text: word }), { maxLength: 2 });
const address = fc.constantFrom('https://data.sh.gov.cn/1', 'ftp://ftp.nmic.cn/a', 'http://localhost/x', 's3://bucket/x');
const distribution = fc.record({ accessURL: address, downloadURL: address, format: fc.constantFrom('csv', 'XLSX', 'PDF', '表格'), mediaType: fc.constantFrom('text/csv', 'application/pdf', 'x/y'), byteSize: fc.nat(), license: word }, { requiredKeys: ['accessURL'] });
const date = fc.constantFrom('2019', '2024-05', '2026-03-01', '2030', 'soon');

/** What a record may say beside its kind and title. */
export const facts = {
  descriptions: texts,
  keywords: fc.array(word, { maxLength: 3 }),
  landingPage: address,
  issued: date,
  modified: date,
  owner: word,
  distributions: fc.array(distribution, { maxLength: 3 }),
  conformsTo: fc.array(word, { maxLength: 2 }),
  themes: fc.array(word, { maxLength: 2 }),
  region: word,
  bbox: fc.constant([120, 30, 122, 32]),
  temporal: fc.record({ start: date, end: date }, { requiredKeys: ['start'] }),
  frequency: fc.constantFrom('DAILY', 'YEARLY', 'NEVER', 'UNKNOWN'),
  shareType: fc.constantFrom('UNCONDITIONAL', 'CONDITIONAL', 'NOT_SHARED'),
  shareCondition: word,
  openness: fc.constantFrom('OPEN', 'CONDITIONAL', 'CLOSED'),
  grade: fc.constantFrom('GENERAL', 'IMPORTANT', 'CORE'),
  license: word,
  endpointURL: address,
  endpointDescription: address,
  items: fc.array(fc.constant({ name: 'x' }), { maxLength: 2 }),
};

export const anyRecord = fc.record({ kind: fc.constantFrom('DATASET', 'DATA_SERIES', 'DATA_SERVICE'), titles: texts, ...facts }, { requiredKeys: ['kind', 'titles'] }) as fc.Arbitrary<DescribedRecord>;
