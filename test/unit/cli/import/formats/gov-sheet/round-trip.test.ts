import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { govSheetProfile } from '../../../../../../cli/import/formats/gov-sheet/gov-sheet-profile.js';
import type { Mapping } from '../../../../../../cli/import/mapping/mapping.js';
import type { SourceEntry } from '../../../../../../cli/import/readers/source-reader.js';
import type { ExportRecord } from '../../../../../../schema/formats/export-record.js';
import { writeGovSheet } from '../../../../../../schema/formats/gov-sheet/write-gov-sheet.js';
import { packagePath } from '../../../../../../schema/package-path.js';
import { LocalNode } from '../../../../../support/local-node.js';
import { published, publishedSeed, textOf } from '../../../../../support/published.js';
import { anyRecord } from '../../../../../support/record-arbitraries.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ucat-sheet-trip-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const find = (records: readonly ExportRecord[]) => (id: string) => {
  const known = records.find((record) => record.id === id);
  return known && { titles: known.titles, uscc: known.kind === 'ORGANIZATION' ? known.uscc : undefined };
};

/** What importing the sheet of these records would send to a node, a record each. */
async function readBack(records: readonly ExportRecord[]): Promise<readonly unknown[]> {
  const file = join(folder, 'out.csv');
  writeFileSync(file, await textOf(writeGovSheet(records, { linked: find(records) })));
  const { entries, mapping } = govSheetProfile(file, {});
  const found: unknown[] = [];
  for await (const entry of entries) {
    const mapped = entry.ok ? mapping(entry.value) : entry;
    found.push('outcome' in mapped && mapped.outcome === 'RECORD' ? mapped.record : mapped);
  }
  return found;
}

async function importInto(node: LocalNode, file: string) {
  return node.import(govSheetProfile(file, {}));
}

describe('a sheet that is imported, exported and imported again', () => {
  test('changes nothing at its node, and makes the same records at a new one', async () => {
    const node = new LocalNode(['340000']);
    const first = await importInto(node, packagePath('test', 'golden', 'gov-sheet', '目录.csv'));
    expect(first.report).toMatchObject({ created: 2, rejected: 1 });
    const records = await node.records();
    const exported = join(folder, 'exported.csv');
    writeFileSync(exported, await textOf(writeGovSheet(records, { linked: find(records) })));
    expect(await importInto(node, exported)).toMatchObject({ report: { entries: 2, unchanged: 2, rejected: 0 }, rejections: [] });

    const other = new LocalNode(['340000']);
    await other.import({ entries: entriesOf(records.filter(({ kind }) => kind === 'ORGANIZATION')), mapping: asTheyAre });
    await importInto(other, exported);
    const datasets = (all: readonly ExportRecord[]) => all.filter(({ kind }) => kind === 'DATASET');
    expect(datasets(await other.records())).toEqual(datasets(records));
    await node.close();
    await other.close();
  });

  test('of the seed: word for word', async () => {
    const datasets = publishedSeed().filter(({ kind }) => kind === 'DATASET');
    expect(await readBack(publishedSeed())).toEqual(datasets.map(contentOf));
  });
});

async function* entriesOf(records: readonly ExportRecord[]): AsyncGenerator<SourceEntry> {
  for (const [index, record] of records.entries()) yield { ok: true, line: index + 1, value: contentOf(record) as never };
}

const contentOf = (record: ExportRecord): object => Object.fromEntries(Object.entries(record).filter(([field]) => field !== 'version'));

const asTheyAre: Mapping = (record) => ({ outcome: 'RECORD', identifier: (record as unknown as ExportRecord).id, record: record as unknown as ExportRecord, owner: undefined });

describe('whatever a dataset has comes back, as far as a sheet can say it', () => {
  /** A sheet has one Chinese and one English text, no line ends inside of a line of a cell, and one separator of systems. */
  const asSheet = (record: ExportRecord): ExportRecord => JSON.parse(JSON.stringify(record), (key, value: unknown) => {
    if (key === 'titles' || key === 'descriptions') return [{ lang: 'zh', text: `文 ${(value as { text: string }[])[0]!.text}` }];
    if (key === 'policy' || key === 'industries') return undefined;
    if (key === 'system') return String(value).replaceAll('|', '/').replaceAll(/\s+/g, ' ').trim() || 's';
    return typeof value === 'string' && key !== 'text' && key !== 'shareCondition' ? value.replaceAll(/\s*\n\s*/g, ' ').replaceAll('|', '/') : value;
  }) as ExportRecord;

  test('any dataset that a node takes', async () => {
    const says = (text: string): boolean => !/^(?:无|没有|[-—–/\\]+|n\/a|none|null)$/i.test(text.trim()) && !/^'|^\s|\s$/.test(text);
    const usable = anyRecord
      .filter(({ kind }) => kind === 'DATASET')
      .map((input) => asSheet(published(input)))
      .filter((record) => strings(record).every(says));
    await fc.assert(
      fc.asyncProperty(usable, async (record) => {
        expect(await readBack([record])).toEqual([contentOf(record)]);
      }),
      { numRuns: 100 },
    );
  });
});

/** Every text inside of a value. */
function strings(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value, ...value.split('\n')];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : [];
}
