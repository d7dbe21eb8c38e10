import { dateReader, isDateFormat } from './dates.js';
import { checkPattern, complain, under, type At } from './issues.js';
import { addressIn, plainText } from './links.js';
import type { Report } from './rule.js';
import { toText, type Value } from './value.js';

/** Turns one value into another, or several; undefined, and a report, where it can't. */
export type Step = (value: Value, report: Report) => Value;

type StepKey = Readonly<Record<string, unknown>>;
type CompileStep = (argument: unknown, at: At, rule: StepKey, ruleAt: At) => Step | undefined;

/** The steps in the order in which they are taken, whatever their order in the file. */
const STEPS: Readonly<Record<string, CompileStep>> = { split, without, clean, plain, url, patterns, table, date, limit };

/** Keys that belong to another one's step. */
const COMPANIONS: Readonly<Record<string, string>> = { caseless: 'table', zone: 'date' };

export const STEP_KEYS: readonly string[] = [...Object.keys(STEPS), ...Object.keys(COMPANIONS)];

/** The steps that a rule asks for. */
export function compileSteps(rule: StepKey, at: At): readonly Step[] {
  for (const [key, owner] of Object.entries(COMPANIONS)) {
    if (key in rule && !(owner in rule)) complain(under(at, key), `it beside ${owner}`, rule[key]);
  }
  return Object.entries(STEPS).flatMap(([key, compile]) => (key in rule ? (compile(rule[key], under(at, key), rule, at) ?? []) : []));
}

const onText = (convert: (text: string, report: Report) => Value): Step => (value, report) => {
  const text = toText(value);
  return text === undefined ? report({ value, rule: 'TEXT', message: 'Expected a text but got a list or an object.' }) : convert(text, report);
};

function split(argument: unknown, at: At): Step | undefined {
  const separators = [argument].flat();
  if (!separators.every((one): one is string => typeof one === 'string' && one !== '')) return complain(at, 'a separator or a list of them', argument);
  const [first = '', ...others] = separators;
  return onText((text) => others.reduce((rest, other) => rest.replaceAll(other, first), text).split(first).map((part) => part.trim()).filter(Boolean));
}

function without(argument: unknown, at: At): Step | undefined {
  const pattern = checkPattern(argument, 'i', at);
  return pattern && onText((text) => (pattern.test(text) ? undefined : text));
}

/** Without control characters but tab and line ends: they are traces of a wrong decoding, and no node takes them. */
function clean(argument: unknown, at: At): Step | undefined {
  return argument === true ? onText((text) => text.replace(/[^\P{Cc}\t\r\n]/gu, '')) : complain(at, 'true', argument);
}

function plain(argument: unknown, at: At): Step | undefined {
  return argument === true ? onText((text) => plainText(text)) : complain(at, 'true', argument);
}

function url(argument: unknown, at: At): Step | undefined {
  if (argument !== true) return complain(at, 'true', argument);
  return onText((text, report) => addressIn(text) ?? report({ value: text, rule: 'URL', message: 'Expected a web address, as such or in a link.' }));
}

function patterns(argument: unknown, at: At): Step | undefined {
  if (typeof argument !== 'object' || argument === null || Array.isArray(argument)) return complain(at, 'regular expressions, each with its value', argument);
  const cases = Object.entries(argument as Readonly<Record<string, Value>>).map(([source, value]) => ({ pattern: checkPattern(source, 'is', under(at, source)), value }));
  return onText((text, report) => {
    for (const { pattern, value } of cases) {
      const match = pattern?.exec(text);
      if (match) return typeof value === 'string' ? value.replace(/\$(\d)/g, (_, group: string) => match[Number(group)] ?? '') : value;
    }
    return report({ value: text, rule: 'PATTERNS', message: "Expected a text that one of the mapping's patterns fits: add a pattern, or an `otherwise`." });
  });
}

function table(argument: unknown, at: At, { caseless = false }: StepKey): Step | undefined {
  if (typeof argument !== 'object' || argument === null || Array.isArray(argument)) return complain(at, 'words, each with its value', argument);
  const key = (word: string): string => (caseless === true ? word.toLowerCase() : word);
  const words = new Map(Object.entries(argument as Readonly<Record<string, Value>>).map(([word, value]) => [key(word), value]));
  return onText((text, report) =>
    words.has(key(text)) ? words.get(key(text)) : report({ value: text, rule: 'TABLE', message: "Expected a word of the mapping's table: add it there, or an `otherwise`." }),
  );
}

function date(argument: unknown, at: At, { zone }: StepKey, ruleAt: At): Step | undefined {
  const formats = [argument].flat();
  if (!formats.every((one): one is string => typeof one === 'string' && isDateFormat(one))) return complain(at, 'a format such as YYYY/MM/DD HH:mm, or a list of them', argument);
  if (zone !== undefined && (typeof zone !== 'string' || !/^[+-]\d{2}:\d{2}$/.test(zone))) return complain(under(ruleAt, 'zone'), 'a zone such as +08:00', zone);
  const readers = formats.map((format) => dateReader(format, zone));
  return onText((text, report) => {
    for (const read of readers) {
      const found = read(text);
      if (found !== undefined) return found;
    }
    return report({ value: text, rule: 'DATE_FORMAT', message: `Expected a date written ${formats.join(' or ')}.` });
  });
}

function limit(argument: unknown, at: At): Step | undefined {
  if (!Number.isInteger(argument) || (argument as number) < 2) return complain(at, 'a number of characters', argument);
  const most = argument as number;
  return onText((text) => (text.length <= most ? text : `${text.slice(0, most - 1).toWellFormed().replace(/\uFFFD$/, '')}…`));
}
