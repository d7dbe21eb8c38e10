import type { RecordInput } from '../../../schema/generated/catalog.js';
import { formatId } from '../../../schema/ids.js';

export const ownerId = (authority: string): string => formatId(authority, 'ORGANIZATION', 1);
export const datasetId = (authority: string, serial: number): string => formatId(authority, 'DATASET', serial);
export const standardId = (authority: string, serial: number): string => formatId(authority, 'STANDARD', serial);

export const owner = (authority: string): RecordInput => ({ id: ownerId(authority), kind: 'ORGANIZATION', titles: [{ lang: 'zh', text: `${authority} 数据局` }, { lang: 'en', text: `${authority} Data Bureau` }] });

export const standard = (authority: string, serial: number, number: string): RecordInput => ({ id: standardId(authority, serial), kind: 'STANDARD', number, titles: [{ lang: 'zh', text: `标准 ${number}` }] });

/** A dataset with all that a dataset must have. */
export const dataset = (authority: string, serial: number, title: string, more: Partial<RecordInput> = {}): RecordInput => ({
  id: datasetId(authority, serial),
  kind: 'DATASET',
  titles: [{ lang: 'zh', text: title }],
  descriptions: [{ lang: 'zh', text: `${title}，用于端到端测试。` }],
  owner: ownerId(authority),
  themes: ['environment'],
  region: '310000',
  frequency: 'DAILY',
  shareType: 'UNCONDITIONAL',
  openness: 'OPEN',
  distributions: [{ accessURL: `https://data.example.org/${authority}/${String(serial)}`, format: 'CSV' }],
  ...more,
});
