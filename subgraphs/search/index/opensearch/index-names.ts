import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { packagePath } from '../../../../schema/package-path.js';
import { ANALYSIS_VERSION, OLDEST_SERVED_ANALYSIS } from '../../text/index-tokens.js';
import { IMPACTS_MADE_WITH } from './word-impacts.js';

/** A name that an index may be served under: without a dash, so that no template is of the indices of another name. */
export const INDEX_NAME = /^[a-z][a-z0-9_]{0,60}$/;

const TEMPLATE = readFileSync(packagePath('subgraphs', 'search', 'index', 'opensearch', 'index-template.json'), 'utf8');
/** Changes with the fields of documents, and with the weights that are in them. */
const LAYOUT = createHash('sha256').update(TEMPLATE).update(JSON.stringify(IMPACTS_MADE_WITH)).digest('hex').slice(0, 8);

/** The template of the indices behind a name. */
export const indexTemplate = (name: string): object => ({ index_patterns: [`${name}-*`], priority: 200, template: JSON.parse(TEMPLATE) as object });

/** What the name of an index tells: of which ledger it is, and how its documents were made. */
export interface IndexName {
  readonly ledger: string;
  readonly layout: string;
  readonly analysis: number;
  readonly number: number;
}

/** `ucat-5f3a9c0e1b-1a2b3c4d-5-1`: name, ledger, layout, analysis and a number that counts up. */
export const formatIndexName = (name: string, { ledger, layout, analysis, number }: IndexName): string => [name, ledger, layout, analysis, number].join('-');

/** Null where it is the name of no index of ours. */
export function parseIndexName(name: string, index: string): IndexName | null {
  const match = index.startsWith(`${name}-`) ? /^([0-9a-f]{10})-([0-9a-f]{8})-(\d+)-(\d+)$/.exec(index.slice(name.length + 1)) : null;
  if (match === null) return null;
  const [, ledger, layout, analysis, number] = match as unknown as readonly [string, string, string, string, string];
  return { ledger, layout, analysis: Number(analysis), number: Number(number) };
}

/** Whether an index is as this program would make it. */
export const isCurrent = (index: IndexName, ledger: string): boolean => index.ledger === ledger && index.layout === LAYOUT && index.analysis === ANALYSIS_VERSION;

/** Whether this program may search an index while a new one is made. */
export const isServable = ({ layout, analysis }: IndexName): boolean => layout === LAYOUT && analysis >= OLDEST_SERVED_ANALYSIS && analysis <= ANALYSIS_VERSION;

export const nextIndex = (ledger: string, before: number): IndexName => ({ ledger, layout: LAYOUT, analysis: ANALYSIS_VERSION, number: before + 1 });
