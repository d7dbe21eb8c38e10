import { readFileSync } from 'node:fs';
import type { Frequency, Grade, Openness, ShareType } from '../../generated/common.js';
import type { StandardStatus } from '../../generated/catalog.js';
import { INDUSTRIES } from '../../industries.js';
import { packagePath } from '../../package-path.js';
import { node, type DcatLiteral, type DcatNode } from './dcat-node.js';
import { CONCEPTS, EU, EU_ACCESS_RIGHTS, EU_FREQUENCIES } from './vocabulary.js';
import { plain } from './literals.js';

/** A word of a vocabulary and what it is called. */
interface Term {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}

const read = <Content>(file: string): Content => JSON.parse(readFileSync(packagePath('schema', 'vocabularies', file), 'utf8')) as Content;

export const THEMES = byCode(read<readonly Term[]>('themes.json'));
export const REGIONS = byCode(read<readonly Term[]>('regions.json'));
const INDUSTRY_TERMS = byCode(INDUSTRIES);
const TERMS = read<Readonly<Record<string, readonly Term[]>>>('terms.json');
const SHARE_TYPES = byCode(TERMS['SHARE_TYPE']);
const OPENNESS = byCode(TERMS['OPENNESS']);
const GRADES = byCode(TERMS['GRADE']);
const STATUSES = byCode([
  { code: 'UPCOMING', zh: '即将实施', en: 'Upcoming' },
  { code: 'CURRENT', zh: '现行', en: 'In force' },
  { code: 'WITHDRAWN', zh: '废止', en: 'Withdrawn' },
]);

function byCode(terms: readonly Term[] = []): ReadonlyMap<string, Term> {
  return new Map(terms.map((term) => [term.code, term]));
}

export const themeConcept = (code: string): DcatNode => concept(CONCEPTS.theme, code, THEMES);
export const industryConcept = (code: string): DcatNode => concept(CONCEPTS.industry, code, INDUSTRY_TERMS);
export const shareTypeConcept = (word: ShareType): DcatNode => concept(CONCEPTS.shareType, word, SHARE_TYPES);
export const opennessConcept = (word: Openness): DcatNode => concept(CONCEPTS.openness, word, OPENNESS);
export const gradeConcept = (word: Grade): DcatNode => concept(CONCEPTS.grade, word, GRADES);
export const statusConcept = (word: StandardStatus): DcatNode => concept(CONCEPTS.status, word, STATUSES);

/** A GB/T 2260 region as a place. */
export function regionLocation(code: string): DcatNode {
  return node(CONCEPTS.region + code, ['dct:Location'], { 'skos:prefLabel': labels(REGIONS.get(code)), 'dct:identifier': plain(code) });
}

export const frequencyTerm = (frequency: Frequency): DcatNode => node(`${EU}frequency/${EU_FREQUENCIES[frequency]}`, ['dct:Frequency']);

/** Openness in the words that foreign portals know. */
export const accessRights = (openness: Openness): DcatNode => node(`${EU}access-right/${EU_ACCESS_RIGHTS[openness]}`, ['dct:RightsStatement']);

/** A concept must have a label (DCAT-AP, Category): an unknown code is its own. */
function concept(base: string, code: string, terms: ReadonlyMap<string, Term>): DcatNode {
  const term = terms.get(code);
  return node(base + code, ['skos:Concept'], { 'skos:prefLabel': term ? labels(term) : [plain(code)] });
}

const labels = (term: Term | undefined): readonly DcatLiteral[] => (term ? [{ text: term.zh, lang: 'zh' }, { text: term.en, lang: 'en' }] : []);
