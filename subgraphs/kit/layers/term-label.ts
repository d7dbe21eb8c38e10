import { areaList } from '@vant/area-data';
import { readFileSync } from 'node:fs';
import type { FacetField, Lang } from '../../../schema/generated/search.js';
import { INDUSTRIES } from '../../../schema/industries.js';
import { packagePath } from '../../../schema/package-path.js';

interface Term {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}

type Terms = ReadonlyMap<string, Term>;

const read = (name: string): unknown => JSON.parse(readFileSync(packagePath('schema', 'vocabularies', `${name}.json`), 'utf8'));
const byCode = (terms: readonly Term[]): Terms => new Map(terms.map((term) => [term.code, term]));

/** Terms of each field whose values are codes. */
const VOCABULARIES: Partial<Record<string, Terms>> = {
  ...Object.fromEntries(Object.entries(read('terms') as Record<string, readonly Term[]>).map(([field, terms]) => [field, byCode(terms)])),
  THEME: byCode(read('themes') as readonly Term[]),
  INDUSTRY: byCode(INDUSTRIES),
  REGION: byCode(read('regions') as readonly Term[]),
};

/** The text of a code as people read it; undefined where the field's vocabulary has no such code. */
export function termLabel(field: FacetField, code: string, lang: Lang): string | undefined {
  const term = VOCABULARIES[field]?.get(code);
  return lang === 'EN' ? term?.en : term?.zh;
}

/** The Chinese name of a city or county; the code where there is none. The districts of 直辖市 are below one that bears its name again. */
export function placeName(code: string): string {
  const name = areaList.city_list[code] ?? areaList.county_list[code] ?? code;
  return name === areaList.province_list[`${code.slice(0, 2)}0000`] ? '市辖区' : name;
}
