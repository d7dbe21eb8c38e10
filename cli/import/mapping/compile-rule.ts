import { compileCondition, type Condition } from './condition.js';
import { checkObject, complain, under, type At } from './issues.js';
import { NOTHING, type Report, type Rule } from './rule.js';
import { parsePath } from './source-path.js';
import { compileSteps, STEP_KEYS, type Step } from './steps.js';
import { isBlank, toList, toText, type Value } from './value.js';

/** Where a rule takes its value from; each has exactly one of these. */
const ORIGINS: Readonly<Record<string, (argument: unknown, at: At) => Rule>> = { path, value: constant, text: template, first, all };

const RULE_KEYS: readonly string[] = [...Object.keys(ORIGINS), 'when', ...STEP_KEYS, 'take', 'otherwise'];

const silent: Report = () => undefined;

/**
 * A rule of a mapping: a path alone, or an object with one origin (`path`, `value`, `text`, `first`, `all`), perhaps a
 * condition (`when`), steps, how many values to `take`, and what to say `otherwise`.
 */
export function compileRule(node: unknown, at: At): Rule {
  if (typeof node === 'string') return path(node, at);
  const parts = checkObject(node, RULE_KEYS, at);
  if (!parts) return NOTHING;
  const [name = '', ...more] = Object.keys(ORIGINS).filter((key) => key in parts);
  if (name === '' || more.length > 0) complain(at, `exactly one of ${Object.keys(ORIGINS).join(', ')}`, Object.keys(parts));
  const origin = ORIGINS[name]?.(parts[name], under(at, name)) ?? NOTHING;
  const steps = compileSteps(parts, at);
  const take = compileTake(parts['take'], under(at, 'take'));
  const rule: Rule = (scope, report) => take(steps.reduce((value, step) => convert(value, step, report), origin(scope, report)));
  const guarded = 'when' in parts ? onlyWhen(compileCondition(parts['when'], under(at, 'when')), rule) : rule;
  return 'otherwise' in parts ? orElse(guarded, parts['otherwise'] as Value) : guarded;
}

const onlyWhen = (condition: Condition, rule: Rule): Rule => (scope, report) => (condition(scope) ? rule(scope, report) : undefined);

/** With another value to fall back on, a step that fails is no mistake of the line. */
const orElse = (rule: Rule, otherwise: Value): Rule => (scope) => {
  const value = rule(scope, silent);
  return isBlank(value) ? otherwise : value;
};

/** A step on a list is taken on each element; a repeated element is kept once. */
function convert(value: Value, step: Step, report: Report): Value {
  if (isBlank(value)) return undefined;
  const converted = Array.isArray(value) ? toList(value).flatMap((one) => toList(step(one, report))) : step(value, report);
  return Array.isArray(converted) ? [...new Set(converted as readonly Value[])] : converted;
}

function compileTake(count: unknown, at: At): (value: Value) => Value {
  if (count === undefined) return (value) => value;
  if (!Number.isInteger(count) || (count as number) < 1) complain(at, 'how many values to take, from 1', count);
  return (value) => (count === 1 ? toList(value)[0] : toList(value).slice(0, count as number));
}

/** The first of the paths that has a value. */
function path(argument: unknown, at: At): Rule {
  const paths = [argument].flat();
  if (!paths.every((one): one is string => typeof one === 'string' && one !== '')) {
    complain(at, 'a path or a list of paths', argument);
    return NOTHING;
  }
  at.reads.push(paths);
  const readers = paths.map(parsePath);
  return (scope) => {
    for (const read of readers) {
      const value = read(scope);
      if (!isBlank(value)) return value;
    }
    return undefined;
  };
}

function constant(argument: unknown): Rule {
  return () => argument as Value;
}

/** A text with values in it, `{path}` each; none where one of them is missing. */
function template(argument: unknown, at: At): Rule {
  if (typeof argument !== 'string') {
    complain(at, 'a text with {paths} in it', argument);
    return NOTHING;
  }
  const [opening = '', ...rest] = argument.split('{');
  const holes = rest.map((part) => {
    const [name = '', literal = ''] = part.split('}', 2);
    at.reads.push([name]);
    return { read: parsePath(name), literal };
  });
  return (scope) => {
    const parts = holes.map(({ read, literal }) => [toText(read(scope)), literal] as const);
    return parts.some(([value]) => value === undefined || value === '') ? undefined : opening + parts.flat().join('');
  };
}

/** The first of the rules that gives a value; where none does, what was wrong with any. */
function first(argument: unknown, at: At): Rule {
  const choice: At = { ...at, reads: [] };
  const rules = compileRules(argument, choice);
  if (choice.reads.length > 0) at.reads.push(choice.reads.flat());
  return (scope, report) => {
    const problems: Parameters<Report>[0][] = [];
    for (const rule of rules) {
      const value = rule(scope, (problem) => void problems.push(problem));
      if (!isBlank(value)) return value;
    }
    problems.forEach(report);
    return undefined;
  };
}

/** The values of all the rules as one list. */
function all(argument: unknown, at: At): Rule {
  const rules = compileRules(argument, at);
  return (scope, report) => [...new Set(rules.flatMap((rule) => toList(rule(scope, report))))];
}

function compileRules(argument: unknown, at: At): readonly Rule[] {
  if (!Array.isArray(argument) || argument.length === 0) {
    complain(at, 'a list of rules', argument);
    return [];
  }
  return argument.map((node, index) => compileRule(node, under(at, index)));
}
