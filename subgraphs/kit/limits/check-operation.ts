import { GraphQLError, parse, type DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { catalogError } from '../../../schema/errors.js';
import { documentSize, FragmentCycle, type DocumentSize } from './document-size.js';
import { VARIABLES_DEPTH, type OperationLimits } from './operation-limits.js';
import { valuesSize } from './values-size.js';

/** Looks at an operation before anything validates or plans it; an error says what is over which limit, null that nothing is. */
export type CheckOperation = (query: string, variables?: unknown) => GraphQLError | null;

const NAMES: Readonly<Record<keyof DocumentSize, string>> = {
  depth: 'levels of fields',
  fields: 'fields, fragments put in',
  rootFields: 'fields at the top',
  aliases: 'aliases',
  directives: 'directives',
};

const ADVICE: Readonly<Record<keyof DocumentSize, string>> = {
  depth: 'Ask for what lies deeper in a second operation, by its id.',
  fields: 'Ask for fewer fields, or in several operations.',
  rootFields: 'Ask in several operations.',
  aliases: 'Ask in several operations.',
  directives: 'Leave directives out.',
};

/** Makes a check that remembers what it found of a text. */
export function checkOperation(limits: OperationLimits): CheckOperation {
  const known = new LRUCache<string, { readonly error: GraphQLError | null }>({ maxSize: 16 * 1024 * 1024, sizeCalculation: (_, query) => query.length + 100 });
  return function check(query, variables) {
    let found = known.get(query);
    if (!found) {
      found = { error: checkText(query, limits) };
      known.set(query, found);
    }
    return found.error ?? checkVariables(variables, limits);
  };
}

function checkText(query: string, limits: OperationLimits): GraphQLError | null {
  try {
    const size = documentSize(parseWithin(query, limits.tokens));
    const over = (Object.keys(NAMES) as (keyof DocumentSize)[]).find((name) => size[name] > limits[name]);
    return over ? tooLarge({ limit: over, what: NAMES[over], allowed: limits[over], got: size[over], advice: ADVICE[over] }) : null;
  } catch (error) {
    if (error instanceof FragmentCycle) return catalogError('OPERATION_TOO_LARGE', `${error.message} It would never end: spread it elsewhere.`, { limit: 'fragments' });
    if (error instanceof GraphQLError && isOverTokens(error)) return tooLarge({ limit: 'tokens', what: 'tokens', allowed: limits.tokens, got: null, advice: 'Give values as variables, and ask in several operations.' });
    // The parser goes down a level at a time.
    if (error instanceof RangeError) return tooLarge({ limit: 'depth', what: NAMES.depth, allowed: limits.depth, got: null, advice: ADVICE.depth });
    // Whoever answers says what is wrong with it.
    if (error instanceof GraphQLError) return null;
    throw error;
  }
}

/** As graphql-js 16 writes it. */
const isOverTokens = ({ message }: GraphQLError): boolean => message.includes('Document contains more that');

/** Parses no more than so many tokens. @throws GraphQLError */
export const parseWithin = (query: string, maxTokens: number): DocumentNode => parse(query, { noLocation: true, maxTokens });

function checkVariables(variables: unknown, limits: OperationLimits): GraphQLError | null {
  if (variables === undefined || variables === null) return null;
  const { values, depth } = valuesSize(variables, limits.variables);
  if (values > limits.variables) return tooLarge({ limit: 'variables', what: 'values in its variables', allowed: limits.variables, got: null, advice: 'Ask with shorter lists, in several operations.' });
  if (depth > VARIABLES_DEPTH) return tooLarge({ limit: 'variablesDepth', what: 'levels of lists and objects in its variables', allowed: VARIABLES_DEPTH, got: depth, advice: 'No input of the schema is so deep.' });
  return null;
}

/** What is over a limit; `got` is null where it was not counted to the end. */
export interface Excess {
  readonly limit: string;
  readonly what: string;
  readonly allowed: number;
  readonly got: number | null;
  readonly advice: string;
}

/** The error of an operation that is over a limit: says which, by how much, and what to do. */
export function tooLarge({ limit, what, allowed, got, advice }: Excess): GraphQLError {
  const message = `Expected an operation of at most ${String(allowed)} ${what} but got ${got === null ? 'more' : String(got)}. ${advice}`;
  return catalogError('OPERATION_TOO_LARGE', message, { limit, allowed, ...(got === null ? {} : { got }), retryable: false });
}
