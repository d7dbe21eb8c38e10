import type { LangText } from '../../export-record.js';
import type { LiteralTerm, RdfResource, RdfTerm } from '../rdf-graph.js';
import type { ForeignName } from '../vocabulary.js';
import type { Findings } from './findings.js';

const NAMES = ['dct:title', 'foaf:name', 'skos:prefLabel', 'rdfs:label', 'vcard:fn', 'schema:name', 'sdo:name'] as const satisfies readonly ForeignName[];

export const isLiteralTerm = (term: RdfTerm): term is LiteralTerm => term.kind === 'literal';

/** The texts of the first property that has any, each language once. */
export function langTexts(resource: RdfResource, field: string, names: readonly ForeignName[], findings: Findings): readonly LangText[] {
  for (const name of names) {
    const texts = eachLanguage(resource.all(name).filter(isLiteralTerm), field, findings);
    if (texts.length > 0) return texts;
  }
  return [];
}

export const nameTexts = (resource: RdfResource, field: string, findings: Findings): readonly LangText[] => langTexts(resource, field, NAMES, findings);

function eachLanguage(literals: readonly LiteralTerm[], field: string, findings: Findings): readonly LangText[] {
  const byLanguage = new Map<string, string>();
  for (const literal of literals) {
    const text = readText(literal, field, findings);
    if (text === undefined) continue;
    const lang = languageOf(literal.lang, text);
    if ((byLanguage.get(lang) ?? text) !== text) findings.note('a second text in the same language was left out');
    else byLanguage.set(lang, text);
  }
  return [...byLanguage].map(([lang, text]) => ({ lang, text }));
}

/** A text that says something; one that was too long to be kept spoils the record that needs it. */
export function readText(literal: LiteralTerm, field: string, findings: Findings): string | undefined {
  if (literal.tooLong !== undefined) {
    return findings.refuse(field, 'TOO_LONG', literal.value, `Expected a shorter text but got one of ${String(literal.tooLong)} characters: shorten it.`);
  }
  const text = literal.value.trim();
  return text === '' ? undefined : text;
}

/** The first text of a property, Chinese and English before others. */
export function oneText(resource: RdfResource, field: string, names: readonly ForeignName[], findings: Findings): string | undefined {
  const texts = langTexts(resource, field, names, findings);
  const [best] = ['zh', 'en'].flatMap((lang) => texts.filter((text) => text.lang.startsWith(lang)));
  return (best ?? texts[0])?.text;
}

export const oneName = (resource: RdfResource, field: string, findings: Findings): string | undefined => oneText(resource, field, NAMES, findings);

/** All texts of a property, whatever their language, each once. */
export function plainTexts(resource: RdfResource, field: string, name: ForeignName, findings: Findings): readonly string[] {
  const texts = resource.all(name).filter(isLiteralTerm).map((literal, index) => readText(literal, `${field}[${String(index)}]`, findings));
  return [...new Set(texts.filter((text) => text !== undefined))];
}

/** The tag in its canonical spelling; where there is none, the script tells Chinese from what most others are. */
function languageOf(tag: string | undefined, text: string): string {
  try {
    const [canonical] = Intl.getCanonicalLocales(tag ?? []);
    if (canonical !== undefined) return canonical;
  } catch {
    // A tag that is none says as little as no tag at all.
  }
  return /\p{Script=Han}/u.test(text) ? 'zh' : 'en';
}
