import { checkObject, checkPattern, complain, under, type At } from './issues.js';
import { parsePath, type Scope } from './source-path.js';
import { isBlank, toList, toText, type Value } from './value.js';

export type Condition = (scope: Scope) => boolean;

type Test = (value: Value) => boolean;

/** The tests that a condition may put to the value at its `path`. */
const TESTS: Readonly<Record<string, (argument: unknown, at: At) => Test | undefined>> = {
  is: (argument) => {
    const words = new Set([argument].flat().map(String));
    return (value) => toList(value).some((one) => words.has(String(one)));
  },
  matches: (argument, at) => {
    const pattern = checkPattern(argument, 'i', at);
    return pattern && ((value) => toList(value).some((one) => pattern.test(toText(one) ?? '')));
  },
  exists: (argument, at) =>
    typeof argument === 'boolean' ? (value) => isBlank(value) !== argument : complain(at, 'true or false', argument),
};

/** `{path, is | matches | exists}`, or `{all: […]}`, `{any: […]}`, `{not: …}`. */
export function compileCondition(node: unknown, at: At): Condition {
  const parts = checkObject(node, ['path', ...Object.keys(TESTS), 'all', 'any', 'not'], at) ?? {};
  if ('not' in parts) return negate(compileCondition(parts['not'], under(at, 'not')));
  if ('all' in parts) return combine(parts['all'], under(at, 'all'), (conditions, scope) => conditions.every((one) => one(scope)));
  if ('any' in parts) return combine(parts['any'], under(at, 'any'), (conditions, scope) => conditions.some((one) => one(scope)));
  return compileTest(parts, at);
}

const negate = (condition: Condition): Condition => (scope) => !condition(scope);

function combine(node: unknown, at: At, join: (conditions: readonly Condition[], scope: Scope) => boolean): Condition {
  if (!Array.isArray(node)) complain(at, 'a list of conditions', node);
  const conditions = (Array.isArray(node) ? node : []).map((one, index) => compileCondition(one, under(at, index)));
  return (scope) => join(conditions, scope);
}

function compileTest({ path, ...rest }: Readonly<Record<string, unknown>>, at: At): Condition {
  if (typeof path !== 'string') complain(under(at, 'path'), 'the path of the value to test', path);
  const [name, ...more] = Object.keys(TESTS).filter((test) => test in rest);
  if (name === undefined || more.length > 0) complain(at, `one of the tests ${Object.keys(TESTS).join(', ')}`, rest);
  const read = parsePath(String(path));
  // Whether it exists is what is asked then.
  if (name !== 'exists') at.reads.push([String(path)]);
  const test = TESTS[name ?? '']?.(rest[name ?? ''], under(at, name ?? ''));
  return (scope) => test?.(read(scope)) ?? false;
}
