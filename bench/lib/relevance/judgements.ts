import { readFileSync } from 'node:fs';
import { packagePath } from '../../../schema/package-path.js';

export const CLASSES = ['zh', 'en', 'mixed', 'code', 'typo', 'cross'] as const;
export type QueryClass = (typeof CLASSES)[number];

/** A query with what it asks for and how well records answer it. */
export interface JudgedQuery {
  readonly query: string;
  readonly class: QueryClass;
  /** `test` queries are not looked at while the engine is tuned. */
  readonly half: 'tune' | 'test';
  /** What the person wants, in a sentence: records are judged by it, not by the query's words. */
  readonly intent: string;
  /** 1 to 3 by id; a record that is missing here is of no use. */
  readonly grades: Readonly<Record<string, number>>;
}

export const readJudgements = (file: string = packagePath('test', 'relevance', 'judgements.ndjson')): readonly JudgedQuery[] =>
  readFileSync(file, 'utf8').split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as JudgedQuery);
