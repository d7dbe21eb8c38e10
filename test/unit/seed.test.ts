import { beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { LangTextInput, RecordInput } from '../../schema/generated/catalog.js';
import { parseId } from '../../schema/ids.js';
import { packagePath } from '../../schema/package-path.js';
import type { SeedMember } from '../../seed/read-seed.js';
import { readSeedFiles } from '../../seed/read-seed-files.js';
import { validateRecord } from '../../subgraphs/catalog/validate/validate-record.js';

/** How alike two descriptions may be: shared character trigrams over all of theirs. */
const MOST_ALIKE = 0.7;

let members: readonly SeedMember[];
let records: readonly RecordInput[];
beforeAll(() => {
  members = readSeedFiles();
  records = members.flatMap((member) => member.records);
});

const ofKind = (kind: string): readonly RecordInput[] => records.filter((record) => record.kind === kind);
const textIn = (texts: RecordInput['titles'], lang: string): string => texts?.find((text: LangTextInput) => text.lang === lang)?.text ?? '';
const named = (record: RecordInput): string => `${String(record.id)} ${textIn(record.titles, 'zh')}`;
const linksOf = (record: RecordInput): readonly (readonly [string, string])[] => [
  ...[record.owner, record.parent].filter((id) => id != null).map((id) => ['ORGANIZATION', id] as const),
  ...(record.series == null ? [] : [['DATA_SERIES', record.series] as const]),
  ...[...(record.conformsTo ?? []), ...(record.supersedes ?? [])].map((id) => ['STANDARD', id] as const),
  ...[...(record.derivedFrom ?? []), ...(record.servesDatasets ?? [])].map((id) => ['DATASET', id] as const),
];

/** Names of places and offices, longest first, so that a title with another place in it reads the same without. */
function placeNames(): readonly string[] {
  const chinese = members.flatMap(({ nameZh }) => [nameZh, nameZh.replace(/(?:维吾尔|壮族|回族)?(?:省|市|自治区|特别行政区)$/, '')]);
  const owners = ofKind('ORGANIZATION').flatMap(({ titles }) => /^.{2,6}?[市州盟县区省]/.exec(textIn(titles, 'zh')) ?? []);
  const english = members.flatMap(({ nameEn }) => [nameEn, nameEn.replace(/ (?:Province|Municipality|.*Autonomous Region)$/, '')]);
  return [...new Set([...chinese, ...owners, ...owners.map((name) => name.slice(0, -1)), ...english])].filter((name) => name.length > 1).sort((a, b) => b.length - a.length);
}

const withoutPlaces = (text: string, names: readonly string[]): string =>
  names.reduce((rest, name) => rest.replaceAll(name, ''), text).toLowerCase().replace(/[\s\p{P}\d]/gu, '').replace(/^[全本][市省区]/, '');

function trigrams(text: string): ReadonlySet<string> {
  const characters = [...text.toLowerCase().replace(/[\s\p{P}]/gu, '')];
  return new Set(characters.slice(2).map((_, index) => characters.slice(index, index + 3).join('')));
}

function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (Math.min(a.size, b.size) < MOST_ALIKE * Math.max(a.size, b.size)) return 0;
  let shared = 0;
  for (const gram of a) if (b.has(gram)) shared += 1;
  return shared / (a.size + b.size - shared);
}

describe('the seed', () => {
  test('has members enough of every sort', () => {
    const count = (kind: string) => members.filter((member) => member.kind === kind).length;
    expect(members.length).toBeGreaterThanOrEqual(24);
    expect(count('REGION')).toBeGreaterThanOrEqual(12);
    expect(count('MINISTRY')).toBeGreaterThanOrEqual(10);
    expect(members.map(({ code }) => code)).toContain('SAC');
  });

  test('has records enough', () => {
    expect(ofKind('DATASET').length).toBeGreaterThanOrEqual(400);
    expect(ofKind('STANDARD').length).toBeGreaterThanOrEqual(60);
    for (const { code, records: own } of members) expect([code, own.some(({ kind }) => ['DATASET', 'DATA_PRODUCT', 'COMPUTE_FACILITY'].includes(kind))]).toEqual([code, true]);
  });

  test('has ids of its own authorities, each once', () => {
    for (const member of members) {
      for (const { id, kind } of member.records) expect(parseId(String(id))).toMatchObject({ ok: true, authority: member.code, kind });
    }
    expect(new Set(records.map(({ id }) => id)).size).toBe(records.length);
  });

  test('every link leads to a record of the right kind', () => {
    const kinds = new Map(records.map(({ id, kind }) => [id, kind]));
    const wrong = records.flatMap((record) => linksOf(record).filter(([kind, id]) => kinds.get(id) !== kind).map((link) => [record.id, ...link]));
    expect(wrong).toEqual([]);
  });

  test('members are joined: at least thirty links cross from one to another', () => {
    const crossing = records.flatMap((record) => linksOf(record).filter(([, id]) => id.split('-', 1)[0] !== record.authority));
    expect(crossing.length).toBeGreaterThanOrEqual(30);
  });

  test('everything has title and description in both languages', () => {
    const lacking = records.filter(({ titles, descriptions }) => [titles, descriptions].some((texts) => textIn(texts, 'zh') === '' || textIn(texts, 'en') === ''));
    expect(lacking.map(named)).toEqual([]);
  });

  test('every dataset has what a steward must say', () => {
    const lacking = ofKind('DATASET').filter(
      ({ owner, themes, region, temporal, shareType, openness, grade, frequency, distributions, shareCondition }) =>
        [owner, themes?.[0], region, temporal?.start ?? temporal?.end, shareType, openness, grade, frequency].some((value) => value == null) ||
        (shareType !== 'UNCONDITIONAL' && shareCondition == null) ||
        !distributions?.length ||
        distributions.some(({ format, accessURL }) => !format || !accessURL),
    );
    expect(lacking.map(named)).toEqual([]);
  });

  test('a node takes every record as it stands', () => {
    const refused = members.flatMap((member) =>
      member.records.map((record) => validateRecord(record, new Set([member.code]))).filter(({ ok }) => !ok),
    );
    expect(refused).toEqual([]);
  });

  test('no dataset of a public seed is graded as core data', () => {
    expect(ofKind('DATASET').filter(({ grade }) => grade !== 'GENERAL' && grade !== 'IMPORTANT').map(named)).toEqual([]);
  });

  test('every standard has its number, status and owner', () => {
    expect(ofKind('STANDARD').filter(({ number, status, owner }) => !number || !status || !owner).map(named)).toEqual([]);
  });

  test('themes are of the list', () => {
    const themes = JSON.parse(readFileSync(packagePath('schema', 'vocabularies', 'themes.json'), 'utf8')) as readonly { readonly code: string }[];
    const known = new Set(themes.map(({ code }) => code));
    expect(records.filter((record) => record.themes?.some((theme) => !known.has(theme))).map(named)).toEqual([]);
  });

  test('every organization owns something or is a parent', () => {
    const needed = new Set(records.flatMap(({ owner, parent }) => [owner, parent]));
    expect(ofKind('ORGANIZATION').filter(({ id }) => !needed.has(id)).map(named)).toEqual([]);
  });

  test.each(['zh', 'en'])('no title (%s) is another one with its places changed', (lang) => {
    const names = placeNames();
    const seen = new Map<string, string>();
    const alike: string[] = [];
    for (const record of [...ofKind('DATASET'), ...ofKind('DATA_SERVICE'), ...ofKind('DATA_SERIES')]) {
      const core = withoutPlaces(textIn(record.titles, lang), names);
      const other = seen.get(core);
      if (other !== undefined) alike.push(`${named(record)} ~ ${other}`);
      seen.set(core, named(record));
    }
    expect(alike).toEqual([]);
  });

  test.each(['zh', 'en'])('no description (%s) is like another, whatever the place', (lang) => {
    const names = placeNames();
    const grams = records.map((record) => trigrams(withoutPlaces(textIn(record.descriptions, lang), names)));
    const alike = records.flatMap((record, index) =>
      records.slice(0, index).filter((_, other) => likeness(grams[index]!, grams[other]!) >= MOST_ALIKE).map((other) => `${named(record)} ~ ${named(other)}`),
    );
    expect(alike).toEqual([]);
  });
});
