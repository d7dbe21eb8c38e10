import { readFileSync } from 'node:fs';
import { aTypeOf, KIND_CODES, parseId } from '../../../../schema/ids.js';
import { isIndustry } from '../../../../schema/industries.js';
import { packagePath } from '../../../../schema/package-path.js';
import { parseStandardNumber } from '../../../../schema/standard-number.js';
import { usccProblem } from '../../../../schema/uscc.js';
import type { RecordKind } from '../../model.js';
import type { Check } from '../report.js';
import { text } from './texts.js';

/** Provinces of GB/T 2260, by the first two digits of their codes; 10 is the whole country. */
const PROVINCES = new Set('10 11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82'.split(' '));

const THEMES = (JSON.parse(readFileSync(packagePath('schema', 'vocabularies', 'themes.json'), 'utf8')) as { code: string }[]).map(({ code }) => code);

/** One of the words of a vocabulary. */
export function oneOf<Word extends string>(words: readonly Word[]): Check<string, Word> {
  const known = new Map<string, Word>(words.map((word) => [word, word]));
  return (value, field, report) => known.get(value.trim()) ?? report('VOCABULARY', field, value, `Expected one of ${words.join(', ')}.`);
}

/** A code of the national theme list. */
export const theme = oneOf(THEMES);

/** A code of GB/T 4754-2017. */
export const industry: Check<string, string> = (value, field, report) => {
  const code = value.trim().toUpperCase();
  return isIndustry(code) ? code : report('INDUSTRY', field, value, 'Expected a code of GB/T 4754-2017: a section of A to T, or two to four digits of a division of 01 to 97.');
};

/** A GB/T 2260 code; 100000 is the whole country. */
export const region: Check<string, string> = (value, field, report) => {
  const code = value.trim();
  const known = /^\d{6}$/.test(code) && PROVINCES.has(code.slice(0, 2)) && (!code.startsWith('10') || code === '100000');
  return known ? code : report('REGION', field, value, 'Expected a GB/T 2260 code of six digits that begins with a province, such as 310000, or 100000 for the whole country.');
};

/** A unified social credit code (GB 32100-2015). */
export const uscc: Check<string, string> = (value, field, report) => {
  const code = value.trim().toUpperCase();
  const problem = usccProblem(code);
  return problem === null ? code : report('USCC', field, value, problem);
};

/** A standard's number, as printed on its cover. */
export const standardNumber: Check<string, string> = (value, field, report) => {
  const clean = text(100)(value, field, report);
  if (clean === undefined || parseStandardNumber(clean)) return clean;
  return report('STANDARD_NUMBER', field, value, 'Expected the number as printed on the cover, such as GB/T 2260-2007.');
};

/** The id of a record of this kind, of any authority. */
export const link =
  (kind: RecordKind): Check<string, string> =>
  (value, field, report) => {
    const id = value.trim();
    const parsed = parseId(id);
    if (!parsed.ok) return report(parsed.rule, field, value, parsed.problem);
    if (parsed.kind === kind) return id;
    return report('ID_KIND', field, value, `Expected the id of ${aTypeOf(kind)} (…-${KIND_CODES[kind]}-…) but got one of ${aTypeOf(parsed.kind)}.`);
  };
