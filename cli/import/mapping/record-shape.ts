import type { RecordInput } from '../../../schema/generated/catalog.js';
import { compileCondition } from './condition.js';
import { compileRule } from './compile-rule.js';
import { checkObject, complain, under, type At } from './issues.js';
import type { Report } from './rule.js';
import type { Scope } from './source-path.js';
import { isBlank, toList, toText, type Value } from './value.js';

/** Makes one field of the record; a report names the field as the node would. */
export type FieldMaker = (scope: Scope, report: FieldReport) => unknown;

export type FieldReport = (field: string) => Report;

type Shape = (node: unknown, field: string, at: At) => FieldMaker;

/** The fields of a record that a mapping may fill, by the shape of their values. */
const SHAPES: Readonly<Record<string, Shape>> = {
  ...shape(byLanguage, 'titles', 'descriptions'),
  ...shape(text, 'landingPage', 'issued', 'modified', 'owner', 'series', 'region', 'frequency', 'shareType', 'shareCondition'),
  ...shape(text, 'openness', 'grade', 'license', 'endpointURL', 'endpointDescription', 'number', 'status', 'uscc', 'homepage', 'parent', 'audience'),
  ...shape(texts, 'keywords', 'themes', 'industries', 'conformsTo', 'derivedFrom', 'servesDatasets', 'supersedes', 'named'),
  ...shape(numbers, 'bbox'),
  ...shape(parts({ start: text, end: text }), 'temporal'),
  ...shape(blocks({ title: text, accessURL: text, downloadURL: text, format: text, mediaType: text, byteSize: number, license: text }), 'distributions'),
  ...shape(blocks({ name: text, dataType: text }), 'items'),
};

const FIELDS = Object.keys(SHAPES) as readonly (keyof RecordInput)[];

function shape(make: Shape, ...fields: readonly (keyof RecordInput)[]): Readonly<Record<string, Shape>> {
  return Object.fromEntries(fields.map((field) => [field, make]));
}

/** The makers of all fields that `node` gives rules for. */
export function compileFields(node: unknown, at: At): (scope: Scope, report: FieldReport) => Partial<RecordInput> {
  const makers = Object.entries(checkObject(node, FIELDS, at) ?? {}).map(([field, rule]) => [field, SHAPES[field]?.(rule, field, under(at, field))] as const);
  return (scope, report) => fill(makers.map(([field, make]) => [field, make?.(scope, report)]));
}

/** The members that have a value. */
const fill = (entries: readonly (readonly [string, unknown])[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(entries.filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)));

function text(node: unknown, field: string, at: At): FieldMaker {
  const rule = compileRule(node, at);
  return (scope, report) => single(rule(scope, report(field)), toText, 'a text', report(field));
}

function number(node: unknown, field: string, at: At): FieldMaker {
  const rule = compileRule(node, at);
  return (scope, report) => single(rule(scope, report(field)), toNumber, 'a number', report(field));
}

function texts(node: unknown, field: string, at: At): FieldMaker {
  const rule = compileRule(node, at);
  return (scope, report) => toList(rule(scope, report(field))).map((one) => toText(one) ?? wrong(one, 'texts', report(field))).filter((one) => one !== undefined);
}

function numbers(node: unknown, field: string, at: At): FieldMaker {
  const rule = compileRule(node, at);
  return (scope, report) => toList(rule(scope, report(field))).map((one) => toNumber(one) ?? wrong(one, 'numbers', report(field))).filter((one) => one !== undefined);
}

/** `{zh: rule, en: rule}`: a language whose rule gives nothing is left out. */
function byLanguage(node: unknown, field: string, at: At): FieldMaker {
  if (typeof node !== 'object' || node === null || Array.isArray(node)) {
    complain(at, 'language tags, each with its rule', node);
    return () => undefined;
  }
  const makers = Object.entries(node).map(([lang, rule]) => [lang, text(rule, field, under(at, lang))] as const);
  return (scope, report) => makers.map(([lang, make]) => ({ lang, text: make(scope, report) })).filter((one) => one.text !== undefined);
}

function parts(shapes: Readonly<Record<string, Shape>>): Shape {
  return (node, field, at) => {
    const makers = compileParts(checkObject(node, Object.keys(shapes), at) ?? {}, shapes, at);
    return (scope, report) => {
      const found = makers(scope, (part) => report(`${field}.${part}`));
      return Object.keys(found).length > 0 ? found : undefined;
    };
  };
}

function compileParts(node: Readonly<Record<string, unknown>>, shapes: Readonly<Record<string, Shape>>, at: At) {
  const makers = Object.entries(node).map(([part, rule]) => [part, shapes[part]?.(rule, part, under(at, part))] as const);
  return (scope: Scope, report: FieldReport) => fill(makers.map(([part, make]) => [part, make?.(scope, report)]));
}

/** One block or a list of blocks. A block makes an entry of the list, or, with `each`, one for each element; `where` chooses. */
function blocks(shapes: Readonly<Record<string, Shape>>): Shape {
  return (node, field, at) => {
    const compiled = Array.isArray(node) ? node.map((one, index) => compileBlock(one, shapes, under(at, index))) : [compileBlock(node, shapes, at)];
    return (scope, report) => {
      let index = 0;
      return compiled.flatMap(({ elements, where, make }) =>
        elements(scope, report(field))
          .map((here) => ({ line: scope.line, here }))
          .filter(where)
          .map((element) => {
            const place = `${field}[${String(index++)}]`;
            return make(element, (part) => report(`${place}.${part}`));
          }),
      );
    };
  };
}

function compileBlock(node: unknown, shapes: Readonly<Record<string, Shape>>, at: At) {
  const { each, where, ...fields } = checkObject(node, ['each', 'where', ...Object.keys(shapes)], at) ?? {};
  const list = each === undefined ? undefined : compileRule(each, under(at, 'each'));
  // Below an element it is not a column of the line that is read.
  const within = list ? { ...at, reads: [] } : at;
  return {
    elements: (scope: Scope, report: Report): readonly Value[] => (list ? toList(list(scope, report)) : [scope.here]),
    where: where === undefined ? () => true : compileCondition(where, under(within, 'where')),
    make: compileParts(fields, shapes, within),
  };
}

function single<T>(value: Value, convert: (value: Value) => T | undefined, expected: string, report: Report): T | undefined {
  if (isBlank(value)) return undefined;
  const found = Array.isArray(value) && value.length === 1 ? (value[0] as Value) : value;
  return convert(found) ?? wrong(found, expected, report);
}

function toNumber(value: Value): number | undefined {
  const found = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof found === 'number' && Number.isFinite(found) ? found : undefined;
}

const wrong = (value: Value, expected: string, report: Report): undefined =>
  report({ value, rule: 'SHAPE', message: `Expected ${expected}: the mapping must choose (take: 1) or split what the line has here.` });
