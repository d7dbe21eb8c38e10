import type { RecordKind } from './generated/common.js';

/** The second part of an id, by kind. */
export const KIND_CODES = {
  DATASET: 'DS',
  DATA_SERIES: 'SR',
  DATA_SERVICE: 'SV',
  STANDARD: 'ST',
  ORGANIZATION: 'OR',
  DATA_PRODUCT: 'DP',
  USE_CASE: 'UC',
  DEMAND: 'DM',
  COMPUTE_FACILITY: 'CF',
} as const satisfies Record<RecordKind, string>;

const KIND_OF_CODE = new Map<string, RecordKind>(Object.entries(KIND_CODES).map(([kind, code]) => [code, kind as RecordKind]));

/** GraphQL type name of each kind. */
export const TYPE_NAMES = {
  DATASET: 'Dataset',
  DATA_SERIES: 'DataSeries',
  DATA_SERVICE: 'DataService',
  STANDARD: 'Standard',
  ORGANIZATION: 'Organization',
  DATA_PRODUCT: 'DataProduct',
  USE_CASE: 'UseCase',
  DEMAND: 'Demand',
  COMPUTE_FACILITY: 'ComputeFacility',
} as const satisfies Record<RecordKind, string>;

/** Its type's name in a sentence: `a Dataset`, `an Organization`. */
export const aTypeOf = (kind: RecordKind): string => `${kind === 'ORGANIZATION' ? 'an' : 'a'} ${TYPE_NAMES[kind]}`;

export interface RecordId {
  readonly authority: string;
  readonly kind: RecordKind;
  readonly serial: string;
}

/** Either what an id says or why it is none; `problem` is a sentence for people. */
export type ParsedId = ({ readonly ok: true } & RecordId) | { readonly ok: false; readonly rule: IdRule; readonly problem: string };

export type IdRule = 'ID_FORM' | 'KIND_CODE' | 'CHECK_CHARACTER';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const AUTHORITY = /^[0-9A-Z]{2,12}$/;
const FORM = /^([0-9A-Z]{2,12})-([A-Z]{2})-([0-9A-Z]{1,24})-([0-9A-Z])$/;

/** Check character of `text` (of `0-9 A-Z`) by ISO 7064:2003 MOD 37,36. @throws RangeError on any other character */
export function checkCharacter(text: string): string {
  let product = 36;
  for (const character of text) {
    const value = ALPHABET.indexOf(character);
    if (value < 0) throw new RangeError(`Expected characters of 0-9 A-Z but got ${JSON.stringify(character)}.`);
    product = (((product + value) % 36 || 36) * 2) % 37;
  }
  return ALPHABET[(37 - product) % 36] as string;
}

/** `310000`, `DATASET`, `1` → `310000-DS-0000000001-…`. A number is padded to ten digits. */
export function formatId(authority: string, kind: RecordKind, serial: number | string): string {
  const code = KIND_CODES[kind];
  const text = typeof serial === 'number' ? String(serial).padStart(10, '0') : serial;
  return `${authority}-${code}-${text}-${checkCharacter(authority + code + text)}`;
}

/** The authority that an id names; empty where it is none. Tells by its form alone: `parseId` reads the rest. */
export const authorityIn = (id: string): string => id.slice(0, Math.max(0, id.indexOf('-')));

export const isAuthorityCode = (text: string): boolean => AUTHORITY.test(text);

/** Reads an id; never throws. */
export function parseId(text: string): ParsedId {
  const match = FORM.exec(text);
  if (!match) {
    return { ok: false, rule: 'ID_FORM', problem: `Expected <authority>-<kind>-<serial>-<check> in 0-9 A-Z, such as 310000-DS-0000000123-P, but got ${JSON.stringify(text.slice(0, 80))}.` };
  }
  const [, authority, code, serial, check] = match as unknown as [string, string, string, string, string];
  const kind = KIND_OF_CODE.get(code);
  if (!kind) return { ok: false, rule: 'KIND_CODE', problem: `Expected a kind of ${[...KIND_OF_CODE.keys()].join(', ')} but got "${code}" in "${text}".` };
  const expected = checkCharacter(authority + code + serial);
  if (check !== expected) {
    return { ok: false, rule: 'CHECK_CHARACTER', problem: `The check character of "${text}" should be "${expected}" but is "${check}": a character may be mistyped.` };
  }
  return { ok: true, authority, kind, serial };
}
