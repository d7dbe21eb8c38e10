import { describe, expect, test } from '@jest/globals';
import { findMapping, shippedMappings } from '../../../../../cli/import/find-mapping.js';
import { readMapping } from '../../../../../cli/import/mapping/read-mapping.js';

const map = (name: string, line: object) => readMapping(findMapping(name))(line as never);

describe('the mappings that come with the package', () => {
  test('are found by name', () => {
    expect(shippedMappings()).toEqual(['dgtw', 'firstdata', 'open-data-registry']);
    expect(() => findMapping('none')).toThrow(/one of dgtw, firstdata, open-data-registry/);
  });

  test('firstdata', () => {
    const line = {
      path: 'china/x.json',
      name: { zh: '深圳市水务局', en: 'Shenzhen Water' },
      description: { zh: '水', en: 'Water' },
      website: 'https://w.example',
      data_url: 'https://w.example/data',
      api_url: 1,
      country: 'CN',
      geographic_scope: 'subnational',
      domains: ['Water-Resources', 'statistics', 'unheard-of'],
      update_frequency: 'annual',
      tags: ['水'],
      data_content: { zh: ['水位'], en: ['level'] },
    };
    expect(map('firstdata', line)).toMatchObject({
      identifier: 'china/x.json',
      record: {
        titles: [{ lang: 'zh', text: '深圳市水务局' }, { lang: 'en', text: 'Shenzhen Water' }],
        themes: ['energy', 'institutions'],
        region: '440300',
        frequency: 'YEARLY',
        items: [{ name: '水位' }],
        distributions: [{ accessURL: 'https://w.example/data', format: 'HTML' }],
      },
      owner: { record: { homepage: 'https://w.example', kind: 'ORGANIZATION' } },
    });
    expect(map('firstdata', { ...line, geographic_scope: 'national', api_url: 'https://api.example' })).toMatchObject({ record: { region: '100000', distributions: [{}, { format: 'API' }] } });
    expect(map('firstdata', { ...line, country: null, domains: ['unheard-of'] })).toMatchObject({ record: { themes: ['other'] } });
  });

  test('open-data-registry', () => {
    const line = {
      slug: 'sea',
      Name: 'Sea',
      Description: 'Sea\u009d.',
      ManagedBy: '[Sea Office](https://sea.example)',
      UpdateFrequency: 'New data is added weekly.',
      License: 'See [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/)',
      Tags: ['oceans', 'aws-pds'],
      Resources: [
        { Description: 'Files, see [here](https://x.example)', ARN: 'arn:aws:s3:::sea-bucket/a b', Type: 'S3 Bucket' },
        { Description: 'Files', ARN: 'arn:aws:s3:::sea-bucket/v2/', Type: 'S3 Bucket', Explore: ['[Browse](https://b.example/)', '[Other](https://o.example/)'] },
        { Description: 'News', ARN: 'arn:aws:sns:us-east-1:1:news', Type: 'SNS Topic' },
        { Description: 'Mirror', Host: 'cdn.example', Type: 'CloudFront Distribution' },
      ],
    };
    expect(map('open-data-registry', line)).toMatchObject({
      record: {
        descriptions: [{ text: 'Sea.' }],
        frequency: 'WEEKLY',
        license: 'CC-BY-4.0',
        themes: ['environment'],
        distributions: [
          { title: 'Files, see here', accessURL: 'https://registry.opendata.aws/sea/', format: 'S3' },
          { accessURL: 'https://b.example/' },
          { accessURL: 'https://registry.opendata.aws/sea/', format: 'SNS' },
          { accessURL: 'https://cdn.example/', format: 'HTTPS' },
        ],
      },
      owner: { identifier: 'Sea Office', record: { titles: [{ lang: 'en', text: 'Sea Office' }] } },
    });
    const plain = { ...line, Resources: [{ ...line.Resources[1]!, Explore: null }], License: 'As we like', UpdateFrequency: 'Not updated' };
    expect(map('open-data-registry', plain)).toMatchObject({ record: { license: 'As we like', frequency: 'NEVER', distributions: [{ accessURL: 'https://sea-bucket.s3.amazonaws.com/v2/' }] } });
  });

  test('dgtw: both generations come to the same', () => {
    const old = {
      title: '公廁',
      node: '9',
      資料集描述: '位置',
      主要欄位說明: '名稱、地址',
      提供機關: '基隆市環境保護局',
      更新頻率: '每年',
      授權方式: '條款',
      上架日期: '2017/05/22',
      詮釋資料更新時間: '2017/07/24 17:42',
      關鍵字: ['1', '公廁'],
      資料資源: { resource_0: { 檔案格式: 'CSV', 資源網址: 'http://a.example/1.csv', 資源描述: '公廁-CSV' }, resource_1: { 檔案格式: '其他', 資源網址: 'www' } },
    };
    const current = {
      TITLE: '公廁',
      NODE: '9',
      DESC: '位置',
      SCHEMA: ['名稱', '地址'],
      AGENCY: '基隆市環境保護局',
      UPDATE_FREQ: '每年',
      LICENCE: '條款',
      DATE_PUBLISH: '2017/05/22',
      DATE_UPDATE_META: '2017/07/24 17:42',
      KEYWORDS: ['公廁'],
      RESOURCE: [{ RES_FILETYPE: 'CSV', RES_URL: '<a href=http://a.example/1.csv>here</a>', RES_DESC: '公廁-CSV' }, { RES_FILETYPE: '其他', RES_URL: 'www', RES_DESC: ' ' }],
    };
    const expected = map('dgtw', old);
    expect(map('dgtw', current)).toEqual(expected);
    expect(expected).toMatchObject({
      identifier: '9',
      record: {
        titles: [{ lang: 'zh-Hant', text: '公廁' }],
        keywords: ['公廁'],
        issued: '2017-05-22',
        modified: '2017-07-24T09:42:00.000Z',
        themes: ['environment'],
        items: [{ name: '名稱' }, { name: '地址' }],
        distributions: [{ title: '公廁-CSV', accessURL: 'http://a.example/1.csv', format: 'CSV', mediaType: 'text/csv' }, { accessURL: 'https://data.gov.tw/dataset/9', format: '其他' }],
      },
      owner: { record: { titles: [{ lang: 'zh-Hant', text: '基隆市環境保護局' }], region: '710000' } },
    });
  });

  test('dgtw: fields that slipped into one another cost nothing but themselves', () => {
    const slipped = { title: '年報', node: '1', 資料集描述: '年報', 提供機關: '農委會', 詮釋資料更新時間: ['2', '年報', '出版品'], 關鍵字: '', 更新頻率: '偶爾', 備註: '更新頻率說明: 每10分鐘' };
    const result = map('dgtw', slipped);
    expect(result).toMatchObject({ outcome: 'RECORD', record: { frequency: 'REALTIME' } });
    expect(result).not.toHaveProperty('record.modified');
    expect(result).not.toHaveProperty('record.keywords');
  });
});
