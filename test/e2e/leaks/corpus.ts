import { audienceOf, logNameOf, maySee, type Reader } from '../../../schema/audience.js';
import type { RecordInput } from '../../../schema/generated/catalog.js';
import { formatId } from '../../../schema/ids.js';
import { usccCheckCharacter } from '../../../schema/uscc.js';
import type { Random } from '../../../bench/lib/random.js';

/** MOT publishes nothing for everybody: whoever may see none of its records must not learn that it has any. */
export const AUTHORITIES = ['310000', '330000', 'MEE', 'MOT'] as const;
const AUDIENCES = [{}, {}, {}, { audience: 'MEMBER' }, { audience: 'NAMED', named: ['330000'] }, { audience: 'NAMED', named: ['330000', 'MEE'] }, { audience: 'OWNER' }] as const;
const GRADES = [undefined, 'GENERAL', 'IMPORTANT', 'CORE'] as const;
const KINDS = ['ORGANIZATION', 'STANDARD', 'DATA_SERIES', 'DATASET', 'DATASET', 'DATASET', 'DATASET', 'DATA_SERVICE', 'DATA_PRODUCT', 'COMPUTE_FACILITY', 'USE_CASE', 'DEMAND'] as const;
type Kind = (typeof KINDS)[number];

/** The same few words in all texts, hidden or not: each count and score would tell of a hidden record that took part. */
export const WORDS = ['空气', '质量', '监测', '水文', '年报', '道路', '河流', '湿度', 'Air', 'quality', 'river', 'road'] as const;
export const KEYWORDS = ['空气', '空域', '水文', '水利', '监测', '道路'] as const;
export const THEMES = ['environment', 'transport'] as const;
const REGIONS = ['310000', '330000', '310104'] as const;
const USCCS = ['91350100M000100Y4', '91110000600037341', '91310000132200821'].map((first17) => first17 + usccCheckCharacter(first17));
/** Few, so that products of several authorities are listings of one. */
export const CODES = ['SAMPLE-1', 'SAMPLE-2'] as const;
const PER_AUTHORITY = 36;

/** A record as its steward writes it, or its withdrawal. */
export type Act = { readonly id: string; readonly owner: string; readonly guard: Guard } & ({ readonly record: RecordInput } | { readonly retired: string });
type Guard = Parameters<typeof audienceOf>[0];

export interface Corpus {
  readonly acts: readonly Act[];
  readonly ids: readonly string[];
  /** Logs that something was published to: an authority and the name of each. */
  readonly logs: readonly { readonly authority: string; readonly log: string }[];
  readonly numbers: readonly string[];
  readonly usccs: readonly string[];
}

/** What a reader may see of acts, in their order: what the other nation is made of. */
export const seenBy = (reader: Reader, acts: readonly Act[]): readonly Act[] => acts.filter(({ owner, guard }) => maySee(reader, owner, audienceOf(guard)));

/** Records of every kind, audience and grade at every authority, linked without regard to who may see what. */
export function makeCorpus(random: Random): Corpus {
  const acts: Act[] = [];
  const serials = new Map<string, number>();
  for (let round = 0; round < PER_AUTHORITY; round += 1) {
    for (const authority of AUTHORITIES) {
      const kind = KINDS[round % KINDS.length] as Kind;
      const serial = (serials.get(authority + kind) ?? 0) + 1;
      serials.set(authority + kind, serial);
      const audience = authority === 'MOT' ? random.pick(AUDIENCES.slice(3)) : round < 4 && authority === '310000' ? {} : random.pick(AUDIENCES);
      const id = formatId(authority, kind, serial);
      const record = makeRecord({ authority, kind, serial, id, audience }, random);
      acts.push({ id, owner: authority, guard: record as Guard, record });
    }
  }
  for (const { id, owner, guard } of acts.filter(() => random.chance(0.08))) acts.push({ id, owner, guard, retired: '重复' });
  const ids = [...new Set(acts.map(({ id }) => id))];
  const logs = [...new Set(acts.map(({ owner, guard }) => `${owner}/${logNameOf(audienceOf(guard))}`))].map((key) => key.split('/') as [string, string]).map(([authority, log]) => ({ authority, log }));
  return { acts, ids, logs, numbers: NUMBERS, usccs: USCCS };
}

export const NUMBERS = ['GB/T 2260', 'GB/T 4754-2017', 'HJ 212', 'JT/T 697'] as const;

interface Frame {
  readonly authority: string;
  readonly kind: Kind;
  readonly serial: number;
  readonly id: string;
  readonly audience: (typeof AUDIENCES)[number];
}

const ids = (kind: Kind): readonly string[] => AUTHORITIES.flatMap((authority) => [1, 2, 3, 4].map((serial) => formatId(authority, kind, serial)));

function makeRecord({ authority, kind, serial, id, audience }: Frame, random: Random): RecordInput {
  const title = [random.pick(WORDS), random.pick(WORDS), random.pick(WORDS)].join(' ');
  const common = {
    id,
    kind,
    ...audience,
    titles: [{ lang: 'zh', text: title }, { lang: 'en', text: `${random.pick(WORDS.slice(8))} ${random.pick(WORDS.slice(8))}` }],
    descriptions: [{ lang: 'zh', text: `${title}的说明，${random.pick(WORDS)}。`.repeat(1 + random.below(3)) }],
    keywords: [...some(random, KEYWORDS, 3)],
    issued: `20${String(10 + random.below(10))}-01-01`,
    modified: `2024-0${String(1 + random.below(9))}-01`,
    // Two authorities may have the same thing from one system, so that one is found beside the other.
    ...(random.chance(0.6) && kind !== 'ORGANIZATION' ? { sources: [{ system: `system-${String(serial)}.example`, identifier: `${kind}-${String(serial)}` }] } : {}),
    ...(random.chance(0.4) ? { landingPage: `https://www.example.org/${kind}/${String(serial)}` } : {}),
  };
  return { ...common, ...PARTS[kind](random, authority, serial) } as RecordInput;
}

/** Up to `most` different items, in their order. */
function some<Item>(random: Random, items: readonly Item[], most: number): readonly Item[] {
  const wanted = random.below(most + 1);
  return items.filter(() => random.chance(wanted / items.length)).slice(0, most);
}

const ownerOf = (random: Random): string => random.pick(ids('ORGANIZATION'));
const sharing = (random: Random) => ({ themes: [random.pick(THEMES)], region: random.pick(REGIONS), openness: random.pick(['OPEN', 'CLOSED'] as const), license: random.pick(['CC-BY-4.0', 'CC0-1.0'] as const) });

const PARTS: Readonly<Record<Kind, (random: Random, authority: string, serial: number) => object>> = {
  ORGANIZATION: (random, authority, serial) => ({ region: random.pick(REGIONS), ...(serial <= USCCS.length && authority !== 'MEE' ? { uscc: USCCS[serial - 1] } : {}), ...(serial > 1 ? { parent: formatId(authority, 'ORGANIZATION', 1) } : {}) }),
  STANDARD: (random, authority, serial) => ({ number: NUMBERS[(serial + AUTHORITIES.indexOf(authority as 'MEE')) % NUMBERS.length], status: 'CURRENT', owner: ownerOf(random), themes: [random.pick(THEMES)], supersedes: serial > 1 ? [formatId(authority, 'STANDARD', serial - 1)] : [] }),
  DATA_SERIES: (random) => ({ owner: ownerOf(random), themes: [random.pick(THEMES)], region: random.pick(REGIONS), frequency: 'DAILY' }),
  DATASET: (random, authority, serial) => {
    const shareType = random.pick(['UNCONDITIONAL', 'CONDITIONAL', 'CONDITIONAL'] as const);
    const grade = random.pick(GRADES);
    return {
      ...sharing(random), owner: ownerOf(random), frequency: random.pick(['DAILY', 'YEARLY'] as const), shareType,
      ...(shareType === 'CONDITIONAL' ? { shareCondition: '签订协议', restricted: { note: `只给获准者：${authority} ${String(serial)}`, items: [{ name: '经度' }] } } : {}),
      ...(grade && { grade }),
      distributions: [{ accessURL: `https://data.example.org/${String(serial)}`, format: random.pick(['CSV', 'XLSX', 'API'] as const) }],
      conformsTo: [...some(random, ids('STANDARD'), 3)], derivedFrom: [...some(random, ids('DATASET').filter((id) => id !== formatId(authority, 'DATASET', serial)), 3)],
      ...(random.chance(0.5) ? { industries: [random.pick(['I', '65', '6511', 'N'] as const)] } : {}), ...(random.chance(0.5) ? { temporal: { start: `20${String(10 + random.below(10))}` } } : {}),
      ...(random.chance(0.5) ? { series: random.pick(ids('DATA_SERIES')) } : {}),
    };
  },
  DATA_PRODUCT: (random, authority, serial) => ({
    owner: ownerOf(random), derivedFrom: [...some(random, ids('DATASET'), 3)], registrationCode: random.pick(CODES),
    offers: [{ code: 'a', priceModel: 'ONCE', amount: 100 * serial + AUTHORITIES.indexOf(authority as 'MEE'), currency: random.pick(['CNY', 'HKD'] as const), policy: '{"@type":"Offer","permission":[{"action":"use"}]}' }, { code: 'b', priceModel: random.pick(['FREE', 'NEGOTIATED'] as const) }],
  }),
  COMPUTE_FACILITY: (random, authority, serial) => ({
    owner: ownerOf(random), region: random.pick(REGIONS), environments: [random.pick(['PLAIN', 'SANDBOX'] as const), random.pick(['TEE', 'MPC'] as const)], capacity: { petaflops: 4 * serial + AUTHORITIES.indexOf(authority as 'MEE') },
    accelerators: [{ kind: random.pick(['GPU', 'NPU'] as const) }], energy: { pue: 1.2 }, ...(random.chance(0.6) ? { hub: random.pick(['GUIZHOU', 'GANSU'] as const) } : {}), ...(random.chance(0.3) ? { policy: '{"@type":"Set","permission":[{"action":"use"}]}' } : {}),
  }),
  USE_CASE: (random) => ({ owner: ownerOf(random), industries: [random.pick(['I', '6511', 'N'] as const)], region: random.pick(REGIONS), uses: [random.pick(ids('DATASET')), ...some(random, ids('DATASET'), 2)], ...(random.chance(0.7) ? { outcomes: [{ lang: 'zh', text: '成效' }] } : {}) }),
  DEMAND: (random) => {
    const state = random.pick(['OPEN', 'OPEN', 'MET', 'CLOSED'] as const);
    return { owner: ownerOf(random), themes: [random.pick(THEMES)], region: random.pick(REGIONS), state, ...(random.chance(0.5) ? { neededBy: '2027-03' } : {}), ...(state === 'MET' ? { metBy: [random.pick(ids('DATASET'))] } : {}) };
  },
  DATA_SERVICE: (random, authority, serial) => ({ ...sharing(random), owner: ownerOf(random), shareType: 'UNCONDITIONAL', endpointURL: `https://api.example.org/${authority}/${String(serial)}`, servesDatasets: [...some(random, ids('DATASET'), 4)], conformsTo: [] }),
};
