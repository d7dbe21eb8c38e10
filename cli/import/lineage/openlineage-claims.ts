import type { DataItem } from '../../../schema/formats/export-record.js';
import { asObject, objectsOf, textOf, type JsonObject } from '../formats/json/values.js';
import type { Value } from '../mapping/value.js';
import type { SourceEntry } from '../readers/source-reader.js';
import { unreadable } from '../readers/source-reader.js';
import { LineageClaims, type EndName, type LineageEnd } from './lineage-claims.js';

/** What OpenLineage events come to, and what is to be said of them. */
export interface OpenLineageReading {
  readonly claims: LineageClaims;
  readonly warnings: readonly string[];
}

interface Output {
  readonly end: LineageEnd;
  readonly line: number;
  /** Its fields, as they were told last. */
  readonly items: readonly DataItem[];
}

/** The datasets of one run, over all of its events. */
interface Run {
  readonly inputs: Map<string, LineageEnd>;
  readonly outputs: Map<string, Output>;
  isComplete: boolean;
}

/**
 * Reads OpenLineage 2 events, which add up to a run: run events by `run.runId`, of which only completed runs count, for a failed one has
 * made nothing; job events, which are of no run; dataset events for their facets. Gives out the entries that are none.
 */
export async function* readOpenLineage(entries: AsyncIterable<SourceEntry>): AsyncGenerator<SourceEntry, OpenLineageReading> {
  const claims = new LineageClaims();
  const runs = new Map<string, Run>();
  for await (const entry of entries) {
    const problem = entry.ok ? takeEvent(asObject(entry.value), entry.line, claims, runs) : entry;
    if (problem) yield problem;
  }
  let unfinished = 0;
  for (const { inputs, outputs, isComplete } of runs.values()) {
    if (!isComplete) unfinished += 1;
    else for (const output of outputs.values()) claimOf(output, [...inputs.values()], claims);
  }
  return { claims, warnings: unfinished === 0 ? [] : [`${String(unfinished)} ${unfinished === 1 ? 'run has' : 'runs have'} no event of type COMPLETE: what ${unfinished === 1 ? 'it' : 'they'} read and wrote is left out.`] };
}

function takeEvent(event: JsonObject, line: number, claims: LineageClaims, runs: Map<string, Run>): SourceEntry | null {
  const inputs = endsOf(event['inputs']);
  const outputs = endsOf(event['outputs']);
  const own = endsOf(event['dataset']);
  const runId = textOf(asObject(event['run'])['runId']);
  if (runId === undefined && event['job'] === undefined && own.length === 0) return unreadable(line, undefined, 'OPENLINEAGE', JSON.stringify(event), 'Expected an OpenLineage event: a run with its runId, a job, or a dataset.');
  for (const { end, items } of own) claims.describe(end, items, line);
  if (runId === undefined) for (const output of outputs) claimOf({ ...output, line }, inputs.map((input) => input.end), claims);
  else {
    const run = runs.get(runId) ?? { inputs: new Map(), outputs: new Map(), isComplete: false };
    runs.set(runId, run);
    if (textOf(event['eventType'])?.toUpperCase() === 'COMPLETE') run.isComplete = true;
    for (const { end } of inputs) run.inputs.set(end.label, end);
    for (const { end, items } of outputs) {
      const before = run.outputs.get(end.label);
      run.outputs.set(end.label, { end, line: before?.line ?? line, items: items.length > 0 ? items : (before?.items ?? []) });
    }
  }
  return null;
}

function claimOf({ end, line, items }: Output, inputs: readonly LineageEnd[], claims: LineageClaims): void {
  claims.describe(end, items, line);
  claims.add(end, inputs, line);
}

interface Told {
  readonly end: LineageEnd;
  readonly items: readonly DataItem[];
}

/** Datasets of an event; what has no name is none. The facet `symlinks` has their other names. */
function endsOf(value: Value): readonly Told[] {
  return objectsOf(value).flatMap((dataset): readonly Told[] => {
    const name = nameOf(dataset);
    if (!name) return [];
    const facets = asObject(dataset['facets']);
    const others = objectsOf(asObject(facets['symlinks'])['identifiers']).flatMap((other) => nameOf(other) ?? []);
    return [{ end: { label: `${name.system ?? ''} ${name.identifier}`.trim(), names: [name, ...others] }, items: itemsOf(asObject(facets['schema'])) }];
  });
}

function nameOf(dataset: JsonObject): EndName | null {
  const [namespace, name] = [textOf(dataset['namespace']), textOf(dataset['name'])];
  return name === undefined ? null : { system: namespace ?? '', identifier: name };
}

/** The facet `schema`: names and types of fields, of the first level. */
const itemsOf = (facet: JsonObject): readonly DataItem[] =>
  objectsOf(facet['fields']).flatMap((field) => {
    const [name, dataType] = [textOf(field['name']), textOf(field['type'])];
    return name === undefined ? [] : [{ name: name.slice(0, 200), ...(dataType !== undefined && { dataType: dataType.slice(0, 200) }) }];
  });
