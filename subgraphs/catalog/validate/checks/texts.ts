import type { LangText } from '../../model.js';
import type { Check } from '../report.js';

/** Control characters but line feed and tab: they break line-based formats, and nobody sees them. */
const CONTROL = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/;

/** A text that says something: trimmed, with `\n` for every line end. */
export const text =
  (max: number): Check<string, string> =>
  (value, field, report) => {
    const clean = value.replaceAll(/\r\n?/g, '\n').trim();
    if (clean === '') return report('BLANK', field, value, 'Expected a text but it is blank: leave the field out where there is nothing to say.');
    if (clean.length > max) return report('TOO_LONG', field, value, `Expected at most ${String(max)} characters but got ${String(clean.length)}: shorten it.`);
    if (!clean.isWellFormed()) return report('CHARACTERS', field, value, 'Expected well-formed Unicode but got half of a surrogate pair: the text was cut or decoded wrongly.');
    const control = CONTROL.exec(clean);
    if (control) return report('CHARACTERS', field, value, `Expected no control characters but got ${codePoint(control[0])} at position ${String(control.index)}: remove it.`);
    return clean;
  };

/** A BCP 47 tag in its canonical spelling: `ZH-hant` → `zh-Hant`. */
export const language: Check<string, string> = (value, field, report) => {
  try {
    return Intl.getCanonicalLocales(value.trim())[0];
  } catch {
    return report('LANGUAGE', field, value, 'Expected a BCP 47 language tag such as zh, zh-Hant or en.');
  }
};

/** A text in one or more languages, each language once. */
export const langTexts =
  (max: number): Check<readonly { readonly lang: string; readonly text: string }[], readonly LangText[]> =>
  (values, field, report) => {
    const checkText = text(max);
    const byLanguage = new Map<string, string>();
    values.forEach((value, index) => {
      const path = `${field}[${String(index)}]`;
      const lang = language(value.lang, `${path}.lang`, report);
      const clean = checkText(value.text, `${path}.text`, report);
      if (lang === undefined || clean === undefined) return;
      const before = byLanguage.get(lang);
      if (before !== undefined && before !== clean) report('DUPLICATE', `${path}.lang`, lang, `Expected one text for each language but ${lang} has two: keep one.`);
      byLanguage.set(lang, clean);
    });
    return [...byLanguage].map(([lang, clean]) => ({ lang, text: clean }));
  };

const codePoint = (character: string): string => `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
