import type { Answer } from './ask.js';

/** An operation that a page asks, as a list of trusted documents has it. */
export interface AskedOperation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The answer to an operation, by its name and variables. */
export interface GivenAnswer {
  readonly key: string;
  readonly answer: Answer<unknown>;
}

const given = new Map<string, Answer<unknown>>();
const missing: AskedOperation[] = [];

export const keyOf = ({ query, variables }: AskedOperation): string => `${/^\s*query (\w+)/.exec(query)?.[1] ?? query} ${JSON.stringify(variables)}`;

/** Gives a page answers before it asks. What was given before is forgotten. */
export function giveAnswers(answers: readonly GivenAnswer[]): void {
  given.clear();
  missing.length = 0;
  for (const { key, answer } of answers) given.set(key, answer);
}

/** The answer that came with the page, once; undefined where it has to be asked for. */
export function givenAnswer<Data>(text: string, variables: AskedOperation['variables']): Answer<Data> | undefined {
  const asked = { query: text.trim(), variables };
  const key = keyOf(asked);
  const answer = given.get(key);
  given.delete(key);
  if (!answer) missing.push(asked);
  return answer as Answer<Data> | undefined;
}

/** What was asked for since answers were given, and was not among them. */
export const missingAnswers = (): readonly AskedOperation[] => [...missing];
