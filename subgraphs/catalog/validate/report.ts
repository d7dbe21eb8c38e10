/** Names of the rules that a record can break. */
export type Rule =
  | 'REQUIRED'
  | 'NOT_OF_KIND'
  | 'VOCABULARY'
  | 'BLANK'
  | 'CHARACTERS'
  | 'TOO_LONG'
  | 'TOO_MANY'
  | 'DUPLICATE'
  | 'LANGUAGE'
  | 'DATE'
  | 'PERIOD'
  | 'URL'
  | 'MEDIA_TYPE'
  | 'NUMBER'
  | 'REGION'
  | 'INDUSTRY'
  | 'BBOX'
  | 'USCC'
  | 'STANDARD_NUMBER'
  | 'ID_FORM'
  | 'KIND_CODE'
  | 'CHECK_CHARACTER'
  | 'ID_KIND'
  | 'SELF_LINK'
  | 'AUTHORITY'
  | 'NOT_SERVED_HERE'
  | 'SOURCE_CONFLICT'
  | 'TOO_LARGE'
  | 'REPLACED'
  | 'AUDIENCE'
  | 'POLICY'
  | 'PRICE'
  | 'REGISTRATION_CODE'
  | 'STATE';

/** One thing that is wrong with a record, as the contract answers it. */
export interface Problem {
  /** Path of the field: `distributions[2].accessURL`. */
  readonly field: string;
  /** The value found, cut to 200 characters; null where it is missing. */
  readonly value: string | null;
  readonly rule: Rule;
  /** What was expected and what to do. */
  readonly message: string;
}

/** Takes down a problem. Returns undefined, so that a check can answer with it. */
export type Report = (rule: Rule, field: string, value: unknown, message: string) => undefined;

/** Cleans a value of an input; undefined where it was reported as wrong. */
export type Check<Input, Output> = (value: Input, field: string, report: Report) => Output | undefined;

const VALUE_LIMIT = 200;

export function problem(rule: Rule, field: string, value: unknown, message: string): Problem {
  return { field, value: value === undefined || value === null ? null : excerpt(value), rule, message };
}

function excerpt(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return (text.length > VALUE_LIMIT ? text.slice(0, VALUE_LIMIT) : text).toWellFormed();
}
