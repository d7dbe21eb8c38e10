import { readSeedFiles } from '../../../seed/read-seed-files.js';
import { writeJsonLd } from '../../../schema/formats/dcat-ap/write-json-ld.js';
import { writeRdfXml } from '../../../schema/formats/dcat-ap/write-rdf-xml.js';
import { writeTurtle } from '../../../schema/formats/dcat-ap/write-turtle.js';
import { writeDcatUs } from '../../../schema/formats/dcat-us/write-dcat-us.js';
import type { ExportRecord } from '../../../schema/formats/export-record.js';
import { writeGovSheet } from '../../../schema/formats/gov-sheet/write-gov-sheet.js';
import { xlsxParts } from '../xlsx.js';
import { zip, type ZipPart } from '../zip.js';
import { mutate } from './mutations.js';
import type { Random } from '../random.js';

/** A file for an importer: its name, by which its format is told, and its bytes. */
export interface FuzzInput {
  readonly name: string;
  readonly bytes: Buffer;
  /** Shipped mapping to read it by, where its format is none of the built-in ones. */
  readonly mapping?: string;
}

/** Makes inputs of one kind. */
export type FuzzSource = (random: Random) => FuzzInput;

const SOME = 4;

/** Sources of damaged inputs: the sample's records in every format that is read. */
export async function fuzzSources(): Promise<readonly FuzzSource[]> {
  const records = (readSeedFiles()[0]?.records ?? []).slice(0, SOME).map((record) => ({ modified: '2026-01-02', ...record, version: 1 })) as unknown as readonly ExportRecord[];
  const texts: readonly (readonly [string, string])[] = [
    ['x.ttl', await textOf(writeTurtle(records))],
    ['x.jsonld', await textOf(writeJsonLd(records))],
    ['x.rdf', await textOf(writeRdfXml(records))],
    ['data.json', await textOf(writeDcatUs(records))],
    ['x.csv', await textOf(writeGovSheet(records))],
    ['x.ckan.json', CKAN],
  ];
  const mapped: readonly FuzzInput[] = [
    { name: 'x.ndjson', bytes: Buffer.from(DGTW), mapping: 'dgtw' },
    { name: 'x.json', bytes: Buffer.from(`[${DGTW.trim().replaceAll('\n', ',\n')}]`), mapping: 'dgtw' },
    { name: 'x.yaml', bytes: Buffer.from(YAML), mapping: 'dgtw' },
    { name: 'y.csv', bytes: Buffer.from('NODE,TITLE,DESC,AGENCY\n1,水位,"水,位",水利署\n2,雨量,雨量,气象署\n'), mapping: 'dgtw' },
  ];
  return [
    ...texts.map(([name, text]): FuzzSource => (random) => ({ name, bytes: mutate(Buffer.from(text), random) })),
    ...mapped.map((input): FuzzSource => (random) => ({ ...input, bytes: mutate(input.bytes, random) })),
    (random) => ({ name: 'x.xlsx', bytes: mutate(zip(WORKBOOK), random) }),
    (random) => ({ name: 'x.xlsx', bytes: zip(withOneDamaged(WORKBOOK, random)) }),
  ];
}

/** Damage inside of a sound archive, which its checks do not stop. */
function withOneDamaged(parts: readonly ZipPart[], random: Random): readonly ZipPart[] {
  const chosen = random.pick(parts).name;
  return parts.map((part) => (part.name === chosen ? { name: part.name, bytes: mutate(part.bytes, random) } : part));
}

async function textOf(chunks: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const chunk of chunks) text += chunk;
  return text;
}

const WORKBOOK = xlsxParts({
  sheets: [
    {
      name: '目录',
      rows: [
        ['某市目录'],
        ['信息资源分类', '信息资源名称', '信息资源代码', '信息资源提供方', '信息资源摘要', '信息项名称', '数据类型', '共享类型', '是否向社会开放', '更新周期', '发布日期'],
        ['气象服务', '雨量', 1, '水文中心', '每小时雨量。', '站号', '字符型', '无条件共享', '是', '每小时', { serial: 45352 }],
        [null, null, null, null, null, '雨量', { inline: '数值型' }],
      ],
      merges: ['A1:K1', 'A3:A4', 'B3:B4'],
    },
  ],
});

const CKAN = JSON.stringify({
  success: true,
  result: { count: 1, results: [{ id: '1', name: 'a', title: '站点', notes: '站点。', state: 'active', private: false, metadata_modified: '2025-01-01T00:00:00.123456', organization: { name: 'o', title: '局' }, tags: [{ name: '站' }], extras: [{ key: 'spatial', value: '{"type":"Polygon","coordinates":[[[1,2],[3,4],[1,2]]]}' }], resources: [{ url: 'https://a.example/1', format: 'CSV', size: '12' }] }] },
});

const DGTW = '{"NODE":"1","TITLE":"水位","DESC":"水位","AGENCY":"水利署","KEYWORDS":["水"],"RESOURCE":[{"RES_URL":"https://a.example/1","RES_FILETYPE":"CSV"}]}\n{"node":"2","title":"雨量","資料集描述":"雨量","提供機關":"氣象署","更新頻率":"每日"}\n';

const YAML = '- NODE: "1"\n  TITLE: &t 水位\n  DESC: *t\n  AGENCY: 水利署\n  KEYWORDS: [水, 位]\n- { NODE: 2, TITLE: 雨量, DESC: 雨量, AGENCY: 氣象署 }\n';
