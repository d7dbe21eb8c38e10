import type { LangTextInput, RecordInput } from '../schema/generated/catalog.js';
import type { RecordKind } from '../schema/generated/common.js';
import { formatId } from '../schema/ids.js';
import { report, resolveLink, within, type Place } from './places.js';

type Convert = (value: unknown, place: Place) => Partial<RecordInput>;

/** A section of a seed file: the kind of its records and how each of their keys is read. */
export interface Section {
  readonly kind: RecordKind;
  readonly keys: Readonly<Record<string, Convert>>;
}

type Field = keyof RecordInput;
const set = (field: Field, value: unknown): Partial<RecordInput> => (value === undefined ? {} : { [field]: value });

const text = (field: Field): Convert => (value, place) => set(field, readText(value, place));
const texts = (field: Field): Convert => (value, place) => set(field, readList(value, place, readText));
const asIs = (field: Field): Convert => (value) => set(field, value);
const bilingual = (field: Field): Convert => (value, place) => set(field, readBilingual(value, place));
const link = (field: Field, kind: RecordKind): Convert => (value, place) => set(field, resolveLink(value, kind, place));
const links = (field: Field, kind: RecordKind): Convert => (value, place) =>
  set(field, readList(value, place, (one, at) => resolveLink(one, kind, at)));

const NAMED = { title: bilingual('titles'), description: bilingual('descriptions') };
const OWNED = { ...NAMED, owner: link('owner', 'ORGANIZATION'), themes: texts('themes'), landingPage: text('landingPage') };
const SHARED = { shareType: text('shareType'), shareCondition: text('shareCondition'), openness: text('openness'), license: text('license') };
const COVERING = { region: text('region'), temporal: asIs('temporal'), frequency: text('frequency') };
const DATED = { issued: text('issued'), modified: text('modified'), keywords: texts('keywords') };

/** The sections in the order in which they are loaded: who is linked to comes first. */
export const SECTIONS = {
  organizations: { kind: 'ORGANIZATION', keys: { ...NAMED, homepage: text('homepage'), region: text('region'), parent: link('parent', 'ORGANIZATION') } },
  standards: { kind: 'STANDARD', keys: { ...OWNED, ...DATED, number: text('number'), status: text('status'), supersedes: links('supersedes', 'STANDARD') } },
  series: { kind: 'DATA_SERIES', keys: { ...OWNED, ...DATED, ...COVERING } },
  datasets: {
    kind: 'DATASET',
    keys: {
      ...OWNED, ...DATED, ...COVERING, ...SHARED,
      bbox: asIs('bbox'),
      grade: text('grade'),
      conformsTo: links('conformsTo', 'STANDARD'),
      series: link('series', 'DATA_SERIES'),
      derivedFrom: links('derivedFrom', 'DATASET'),
      items: asIs('items'),
      distributions: asIs('distributions'),
    },
  },
  services: {
    kind: 'DATA_SERVICE',
    keys: {
      ...OWNED, ...DATED, ...SHARED,
      region: text('region'),
      endpointURL: text('endpointURL'),
      endpointDescription: text('endpointDescription'),
      servesDatasets: links('servesDatasets', 'DATASET'),
      conformsTo: links('conformsTo', 'STANDARD'),
    },
  },
  products: {
    kind: 'DATA_PRODUCT',
    keys: { ...OWNED, ...DATED, region: text('region'), registrationCode: text('registrationCode'), derivedFrom: links('derivedFrom', 'DATASET'), offers: asIs('offers') },
  },
  useCases: {
    kind: 'USE_CASE',
    keys: { ...OWNED, ...DATED, region: text('region'), industries: texts('industries'), uses: links('uses', 'DATASET'), outcome: bilingual('outcomes') },
  },
  demands: {
    kind: 'DEMAND',
    keys: { ...OWNED, ...DATED, region: text('region'), industries: texts('industries'), neededBy: text('neededBy'), state: text('state'), metBy: links('metBy', 'DATASET') },
  },
  facilities: {
    kind: 'COMPUTE_FACILITY',
    keys: {
      ...OWNED, ...DATED,
      hub: text('hub'), cluster: text('cluster'), region: text('region'), capacity: asIs('capacity'), accelerators: asIs('accelerators'), energy: asIs('energy'),
      environments: texts('environments'), policy: text('policy'),
    },
  },
} as const satisfies Readonly<Record<string, Section>>;

/** One entry of a section as its record; what is wrong is reported at its place. */
export function convertRecord({ serial, ...entry }: Readonly<Record<string, unknown>>, { kind, keys }: Section, place: Place): RecordInput {
  const id = formatId(place.authority, kind, serial as number);
  const fields = Object.entries(entry).map(([key, value]) => {
    const convert = keys[key];
    return convert ? convert(value, within(place, key)) : report(within(place, key), `is no key of a ${kind} in the seed.`);
  });
  return Object.assign({ id, kind, authority: place.authority }, ...fields) as RecordInput;
}

/** YAML reads an unquoted `2012` or `110000` as a number; a text is meant. */
function readText(value: unknown, place: Place): string | undefined {
  const found = typeof value === 'number' ? String(value) : value;
  return typeof found === 'string' && found.trim() !== '' ? found.trim() : report(place, `expected a text but got ${JSON.stringify(value)}.`);
}

function readList(value: unknown, place: Place, readOne: (one: unknown, at: Place) => string | undefined): readonly string[] | undefined {
  if (!Array.isArray(value)) return report(place, `expected a list but got ${JSON.stringify(value)}.`);
  return value.map((one, position) => readOne(one, within(place, position))).filter((one) => one !== undefined);
}

function readBilingual(value: unknown, place: Place): readonly LangTextInput[] | undefined {
  const { zh, en, ...rest } = (value ?? {}) as Readonly<Record<string, unknown>>;
  if (Object.keys(rest).length > 0) return report(place, `expected zh and en but got ${Object.keys(rest).join(', ')} too.`);
  const [chinese, english] = [readText(zh, within(place, 'zh')), readText(en, within(place, 'en'))];
  return chinese !== undefined && english !== undefined ? [{ lang: 'zh', text: chinese }, { lang: 'en', text: english }] : undefined;
}
