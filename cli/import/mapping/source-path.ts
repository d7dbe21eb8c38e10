import { isObject, type Value } from './value.js';

/** Where a value stands: `name.zh` below the element at hand, `$.slug` below the whole line, `.` the element itself. */
export type SourcePath = (scope: Scope) => Value;

/** What a rule looks at. */
export interface Scope {
  /** The whole line. */
  readonly line: Value;
  /** The element at hand inside an `each`; else the line. */
  readonly here: Value;
}

/** Reads the notation of a path; a dot that belongs to a key is written `\.`. */
export function parsePath(text: string): SourcePath {
  const steps = pathSteps(text);
  return isOfLine(text) ? ({ line }) => follow(line, steps) : ({ here }) => follow(here, steps);
}

/** The keys that a path goes by. */
export function pathSteps(text: string): readonly string[] {
  const steps = text === '.' ? [] : text.split(/(?<!\\)\./).map((step) => step.replaceAll('\\.', '.'));
  return steps[0] === '$' ? steps.slice(1) : steps;
}

/** Whether it begins at the line, whatever the element at hand. */
const isOfLine = (text: string): boolean => text === '$' || text.startsWith('$.');

/** A step into a list goes into each of its elements. */
function follow(value: Value, [step, ...rest]: readonly string[]): Value {
  if (step === undefined) return value;
  if (Array.isArray(value)) return (value as readonly Value[]).flatMap((one) => follow(one, [step, ...rest]) as Value[]);
  return isObject(value) && Object.hasOwn(value, step) ? follow(value[step], rest) : undefined;
}
