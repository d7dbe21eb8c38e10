import type { RecordInput } from '../schema/generated/catalog.js';
import { formatId, isAuthorityCode } from '../schema/ids.js';
import type { AuthorityKind } from '../schema/generated/registry.js';
import { convertRecord, SECTIONS, type Section } from './convert-record.js';
import { standardKey, type SeedIndex } from './places.js';

/** A member of the sample and its records, in the order in which they are loaded. */
export interface SeedMember {
  readonly code: string;
  readonly kind: AuthorityKind;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly homepage: string;
  readonly records: readonly RecordInput[];
}

/** The seed can't be used; `problems` says everything that is wrong with it. */
export class BadSeed extends Error {
  override readonly name = 'BadSeed';
  constructor(readonly problems: readonly string[]) {
    super(`The seed has ${String(problems.length)} problems:\n${problems.join('\n')}`);
  }
}

type Entry = Readonly<Record<string, unknown>>;
type SectionName = keyof typeof SECTIONS;

interface Head {
  readonly code: string;
  readonly kind: AuthorityKind;
  readonly name: { readonly zh: string; readonly en: string };
  readonly homepage: string;
}

const SECTION_NAMES = Object.keys(SECTIONS) as readonly SectionName[];
const HEAD_KEYS: readonly string[] = ['code', 'kind', 'name', 'homepage'];
const KINDS: readonly unknown[] = ['REGION', 'MINISTRY', 'BODY'] satisfies AuthorityKind[];

/** What the parsed member files mean: ids in full, every link followed. @throws BadSeed naming all mistakes at once */
export function readSeed(files: readonly unknown[]): readonly SeedMember[] {
  const problems = files.flatMap(headProblems);
  if (problems.length > 0) throw new BadSeed(problems);
  const heads = files as readonly (Head & Entry)[];
  const index = indexSeed(heads);
  const members = heads.map((file) => readMember(file, index));
  if (index.problems.length > 0) throw new BadSeed(index.problems);
  return members;
}

function headProblems(file: unknown): readonly string[] {
  const { code, kind, name, homepage, ...rest } = (file ?? {}) as Entry;
  const { zh, en } = (name ?? {}) as Entry;
  if (typeof code !== 'string' || !isAuthorityCode(code)) return [`A file has no authority's code: ${JSON.stringify(code)}. Regions need quotes: "310000".`];
  const isHead = KINDS.includes(kind) && [zh, en, homepage].every((text) => typeof text === 'string' && text !== '');
  return [
    ...(isHead ? [] : [`${code}: expected kind, name: { zh, en } and homepage.`]),
    ...Object.keys(rest).filter((key) => !(key in SECTIONS)).map((key) => `${code}: ${key} is no section; expected ${[...HEAD_KEYS, ...SECTION_NAMES].join(', ')}.`),
    ...Object.entries(rest).flatMap(([key, entries]) => serialProblems(`${code} ${key}`, entries)),
  ];
}

function serialProblems(path: string, entries: unknown): readonly string[] {
  if (!Array.isArray(entries)) return [`${path}: expected a list.`];
  const seen = new Set<unknown>();
  return (entries as readonly (Entry | null)[]).flatMap((entry, position) => {
    const serial = entry?.['serial'];
    const isNew = !seen.has(serial);
    seen.add(serial);
    return Number.isInteger(serial) && (serial as number) > 0 && isNew ? [] : [`${path}[${String(position)}]: expected a serial of its own from 1 but got ${JSON.stringify(serial)}.`];
  });
}

function indexSeed(files: readonly (Head & Entry)[]): SeedIndex {
  const index = { ids: new Set<string>(), standards: new Map<string, string>(), problems: [] as string[] };
  for (const { code, name, entry } of files.flatMap(entriesOf)) {
    const id = formatId(code, SECTIONS[name].kind, entry['serial'] as number);
    if (index.ids.has(id)) index.problems.push(`${id} occurs twice.`);
    index.ids.add(id);
    if (name === 'standards') indexStandard(index, String(entry['number']), id);
  }
  return index;
}

function indexStandard({ standards, problems }: { readonly standards: Map<string, string>; readonly problems: string[] }, number: string, id: string): void {
  const key = standardKey(number);
  if (standards.has(key)) problems.push(`${number} is both ${String(standards.get(key))} and ${id}.`);
  standards.set(key, id);
}

function entriesOf(file: Head & Entry): readonly { readonly code: string; readonly name: SectionName; readonly entry: Entry; readonly position: number }[] {
  return SECTION_NAMES.flatMap((name) => ((file[name] ?? []) as readonly Entry[]).map((entry, position) => ({ code: file.code, name, entry, position })));
}

function readMember(file: Head & Entry, index: SeedIndex): SeedMember {
  const { code, kind, name, homepage } = file;
  const records = entriesOf(file).map(({ name: section, entry, position }) =>
    convertRecord(entry, SECTIONS[section] as Section, { authority: code, path: `${section}[${String(position)}]`, index }),
  );
  return { code, kind, nameZh: name.zh, nameEn: name.en, homepage, records };
}
