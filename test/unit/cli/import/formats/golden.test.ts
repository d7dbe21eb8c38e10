import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { findProfile } from '../../../../../cli/import/formats/profiles.js';
import { packagePath } from '../../../../../schema/package-path.js';

const golden = (...path: readonly string[]): string => packagePath('test', 'golden', ...path);

/** What becomes of each entry of a file, by the format that its name tells. */
async function importedFrom(file: string): Promise<readonly unknown[]> {
  const { entries, mapping } = (await findProfile(file, undefined)!.load())(file, {});
  const lines: unknown[] = [];
  for await (const entry of entries) lines.push({ line: entry.line, ...(entry.ok ? mapping(entry.value) : entry) });
  return JSON.parse(JSON.stringify(lines)) as readonly unknown[];
}

describe('golden files: what an importer makes of a sample', () => {
  test.each([
    ['dcat-us', 'v1.1.data.json'],
    ['dcat-us', 'v3.data.json'],
    ['ckan', 'package_search.ckan.json'],
    ['ckan', 'packages.ckan.jsonl'],
    ['gov-sheet', '目录.csv'],
    ['gov-sheet', '目录.xlsx'],
  ])('%s/%s', async (folder, name) => {
    expect(await importedFrom(golden(folder, name))).toEqual(JSON.parse(readFileSync(golden(folder, `${name}.records.json`), 'utf8')));
  });
});
