import { formatId } from '../../schema/ids.js';
import type { RecordInput } from '../../schema/generated/catalog.js';

/** Words that topics are named by; pairs of them make topics. */
const THINGS = ['空气质量', '河流水位', '公路路网', '医疗机构', '学校名录', '农产品价格', '企业登记', '森林资源', '气象观测', '地下水', '港口吞吐', '公交线路', '噪声监测', '社保参保', '专利授权', '土地利用', '海洋环境', '电力负荷', '旅游景区', '食品抽检'];
const SIDES = ['日报', '月度统计', '站点清单', '实时数据', '历史序列', '空间分布', '年度公报', '评价结果', '预警信息', '目录'];

/** Each search topic; its records lie at five authorities, however many there are. */
export const TOPICS: readonly string[] = SIDES.flatMap((side) => THINGS.map((thing) => `${thing}${side}`));
const OWNERS_A_TOPIC = 5;
const RECORDS_AT_AN_OWNER = 12;
const STANDARDS = 40;
export const STANDARDS_AUTHORITY = 'STD';

export const nationAuthorities = (nodes: number): readonly string[] => Array.from({ length: nodes }, (_, index) => `N${String(index + 1).padStart(3, '0')}`);

/** The same 12,000 datasets spread over the authorities, an owner each, and forty standards at a node of their own. */
export function nationRecords(authorities: readonly string[]): ReadonlyMap<string, readonly RecordInput[]> {
  const records = new Map<string, RecordInput[]>(authorities.map((code) => [code, [organization(code)]]));
  TOPICS.forEach((topic, topicIndex) => {
    for (let owner = 0; owner < OWNERS_A_TOPIC; owner += 1) {
      const code = authorities[(topicIndex * OWNERS_A_TOPIC + owner) % authorities.length] as string;
      const own = records.get(code) as RecordInput[];
      for (let n = 0; n < RECORDS_AT_AN_OWNER; n += 1) own.push(dataset(code, own.length, topic, topicIndex, n));
    }
  });
  return new Map<string, readonly RecordInput[]>([...records, [STANDARDS_AUTHORITY, Array.from({ length: STANDARDS }, (_, index) => standard(index + 1))]]);
}

const organization = (code: string): RecordInput => ({ id: formatId(code, 'ORGANIZATION', 1), kind: 'ORGANIZATION', titles: [{ lang: 'zh', text: `${code} 数据局` }, { lang: 'en', text: `${code} Data Bureau` }] });

const standard = (serial: number): RecordInput => ({
  id: formatId(STANDARDS_AUTHORITY, 'STANDARD', serial),
  kind: 'STANDARD',
  titles: [{ lang: 'zh', text: `数据规范 第 ${String(serial)} 部分` }, { lang: 'en', text: `Data specification, part ${String(serial)}` }],
  number: `GB/T 9${String(1000 + serial)}-2024`,
});

function dataset(code: string, serial: number, topic: string, topicIndex: number, n: number): RecordInput {
  const site = `https://data.${code.toLowerCase()}.example/${String(topicIndex)}/${String(n)}`;
  return {
    id: formatId(code, 'DATASET', serial),
    kind: 'DATASET',
    titles: [{ lang: 'zh', text: `${topic} ${code} 第 ${String(n + 1)} 批` }, { lang: 'en', text: `Topic ${String(topicIndex)} at ${code}, batch ${String(n + 1)}` }],
    descriptions: [{ lang: 'zh', text: `${topic}，由 ${code} 采集整理，共 ${String((n + 3) * 97)} 条，按年度复核后发布，可用于研究与业务分析。` }],
    keywords: [topic, code],
    owner: formatId(code, 'ORGANIZATION', 1),
    themes: [n % 2 === 0 ? 'environment' : 'other'],
    region: '100000',
    frequency: 'MONTHLY',
    shareType: 'UNCONDITIONAL',
    openness: 'OPEN',
    grade: 'GENERAL',
    issued: '2024-01-01',
    modified: `2025-${String((n % 12) + 1).padStart(2, '0')}-15`,
    conformsTo: [0, 1].map((k) => formatId(STANDARDS_AUTHORITY, 'STANDARD', ((topicIndex + n * 7 + k * 13) % STANDARDS) + 1)),
    distributions: [
      { title: 'CSV', accessURL: site, downloadURL: `${site}.csv`, format: 'CSV', mediaType: 'text/csv', byteSize: 1_000_000 + n },
      { title: 'API', accessURL: `${site}/api`, format: 'API' },
    ],
  };
}
