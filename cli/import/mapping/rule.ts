import type { Scope } from './source-path.js';
import type { Value } from './value.js';

/** What is wrong with a line, in the form in which a node answers it. */
export interface Problem {
  /** Path of the record's field: `distributions[2].accessURL`. */
  readonly field: string;
  /** The value found, cut to 200 characters; null where it is missing. */
  readonly value: string | null;
  readonly rule: string;
  readonly message: string;
}

/** Takes down a problem of the field at hand. */
export type Report = (problem: Omit<Problem, 'field' | 'value'> & { readonly value: Value }) => undefined;

/** Derives a value of the record from a line; undefined where there is none. */
export type Rule = (scope: Scope, report: Report) => Value;

export const NOTHING: Rule = () => undefined;

const EXCERPT = 200;

/** A value as it is shown in a report. */
export function excerpt(value: Value): string | null {
  if (value === undefined || value === null) return null;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.slice(0, EXCERPT).toWellFormed();
}
