import { ACCELERATOR_KINDS, COMPUTE_HUBS, ENVIRONMENTS, type Accelerator, type ComputeCapacity, type EnergyUse, type FacilityFacts } from '../../schema/compute/facility.js';
import type { LangText } from '../../schema/formats/export-record.js';
import { authorityIn } from '../../schema/ids.js';
import type { PublishedRecord } from '../kit/layers/published-records.js';
import { policyText } from './policy-text.js';

/** A computing facility as its operator has it published. */
export interface Facility extends FacilityFacts {
  readonly id: string;
  /** Code of the operator's authority. */
  readonly authority: string;
  readonly version: number;
  readonly asOf: string | null;
  readonly titles: readonly LangText[];
}

type Fields = Readonly<Record<string, unknown>>;

/** Reads what an operator has published. Its node has checked it; what is of a later contract than this is passed over, but terms never are. */
export function readFacility({ id, version, document, asOf }: PublishedRecord): Facility {
  const fields = JSON.parse(document) as Fields;
  const hub = COMPUTE_HUBS.find((one) => one === fields['hub']);
  return {
    id,
    version,
    asOf,
    authority: authorityIn(id),
    titles: objects(fields['titles']).filter(isLangText),
    ...(hub && { hub }),
    ...(typeof fields['cluster'] === 'string' && { cluster: fields['cluster'] }),
    region: typeof fields['region'] === 'string' ? fields['region'] : '',
    environments: ENVIRONMENTS.filter((one) => Array.isArray(fields['environments']) && fields['environments'].includes(one)),
    accelerators: objects(fields['accelerators']).filter(isAccelerator),
    capacity: numbers(fields['capacity'], ['petaflops', 'freePetaflops', 'racks', 'storagePetabytes']) satisfies ComputeCapacity,
    energy: numbers(fields['energy'], ['pue', 'renewablePercent']) satisfies EnergyUse,
    ...(fields['policy'] != null && { policy: policyText(fields['policy']) }),
  };
}

const objects = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value.filter(isObject) : []);
const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const isLangText = (one: Fields): one is Fields & LangText => typeof one['lang'] === 'string' && typeof one['text'] === 'string';
const isAccelerator = (one: Fields): one is Fields & Accelerator => (ACCELERATOR_KINDS as readonly unknown[]).includes(one['kind']);

function numbers<Name extends string>(value: unknown, names: readonly Name[]): { readonly [Key in Name]?: number } {
  const fields = isObject(value) ? value : {};
  return Object.fromEntries(names.flatMap((name) => (typeof fields[name] === 'number' ? [[name, fields[name]]] : []))) as { readonly [Key in Name]?: number };
}
