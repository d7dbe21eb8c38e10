import type { EngineCrash } from '../crash.js';
import type { EngineReads, ReadsAt } from '../node-reads.js';

/** What was asked, the budget, what was measured, whether that meets it. */
export type Row = readonly [what: string, budget: string, measured: string, met: boolean];

const GROWTH = 1.3;
const number = (value: number): string => value.toLocaleString('en');

export const crashRows = (results: readonly EngineCrash[]): readonly Row[] =>
  results.map(({ engine, writers, changes, kills, problems }) => [
    `${engine}, ${String(writers)} ${writers === 1 ? 'writer' : 'writers'}, ${number(changes)} changes, ${String(kills)} kills: lost, doubled, out of order, or records that are not what the log says`,
    'none',
    problems.length === 0 ? 'none' : String(problems.length),
    problems.length === 0,
  ]);

/** The counts of each run, and the first of what was wrong. */
export function crashTable(results: readonly EngineCrash[]): string {
  const rows = results.map(({ engine, changes, entries, tombstones, moved, records, kills, pauses, refused, pagesFollowed, seconds }) => `| ${[engine, changes, entries, tombstones, moved, records, kills, pauses, refused, pagesFollowed, seconds].join(' | ')} |`);
  const wrong = results.flatMap(({ engine, problems }) => problems.slice(0, 10).map((problem) => `- ${engine}: ${problem}`));
  return ['| engine | acknowledged | entries | tombstones | gone to another log | records | killed | held up | asked to try again | pages followed | seconds |', '|---|---|---|---|---|---|---|---|---|---|---|', ...rows, ...wrong].join('\n');
}

export const readsRows = (results: readonly EngineReads[]): readonly Row[] =>
  results.flatMap(({ engine, reads, growth }) => {
    const sizes = `${number(reads[0]?.records ?? 0)} → ${number(reads.at(-1)?.records ?? 0)} records`;
    const row = (what: string, ratio: number): Row => [`${engine}, ${sizes}: ${what}`, `< ${String(GROWTH)} ×`, `${String(ratio)} ×`, ratio < GROWTH];
    return [row('`_entities` of 100 ids', growth.entities), row('a page of 500 changes', growth.changes)];
  });

export function readsTable(results: readonly EngineReads[]): string {
  const cells = ({ records, entities, changes }: ReadsAt): string => [number(records), entities.p50, entities.p95, changes.p50, changes.p95].join(' | ');
  const rows = results.flatMap(({ engine, reads }) => reads.map((read) => `| ${engine} | ${cells(read)} |`));
  return [
    '| engine | records | `_entities` of 100, p50 ms | p95 ms | page of 500, p50 ms | p95 ms |',
    '|---|---|---|---|---|---|',
    ...rows,
    '',
    'A MongoDB server finds many documents by their `_id` in one request (`$in` over the index); FerretDB 1 would read the whole',
    'collection for that, so the node asks it for each document by itself, which it finds by its index: a page costs a thousand',
    'requests there and two on MongoDB. `listLive`, `findByNumber` and `findByUscc` scan an index on MongoDB and read the whole',
    'collection on FerretDB 1, which uses no index but that of `_id`.',
  ].join('\n');
}
