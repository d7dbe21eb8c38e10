import { expect, test } from '@jest/globals';
import { readOpenLineage, type OpenLineageReading } from '../../../../../cli/import/lineage/openlineage-claims.js';
import type { Value } from '../../../../../cli/import/mapping/value.js';
import type { SourceEntry } from '../../../../../cli/import/readers/source-reader.js';

const table = (name: string, ...fields: readonly string[]) => ({ namespace: 's', name, facets: { schema: { fields: fields.map((field) => ({ name: field })) } } });
const event = (runId: string, eventType: string, inputs: readonly object[], outputs: readonly object[]) => ({ eventType, run: { runId }, job: {}, inputs, outputs });

async function read(...events: readonly object[]): Promise<OpenLineageReading> {
  async function* entries(): AsyncGenerator<SourceEntry> {
    for (const [index, one] of events.entries()) yield { ok: true, line: index + 1, value: one as Value };
  }
  const reading = readOpenLineage(entries());
  for (;;) {
    const { done, value } = await reading.next();
    if (done) return value;
  }
}

const told = ({ claims }: OpenLineageReading) => claims.all.map(({ end, line, inputs, items }) => [end.label, line, [...inputs.keys()], items.map(({ name }) => name)]);

test('of a run that is not completed nothing counts, nor the fields that it told', async () => {
  const reading = await read(event('failed', 'START', [table('a')], [table('b', 'wrong')]), event('failed', 'FAIL', [], [table('b', 'wrong')]));
  expect(told(reading)).toEqual([]);
  expect(reading.warnings).toEqual(['1 run has no event of type COMPLETE: what it read and wrote is left out.']);
});

test('a completed run tells its fields by whichever of its events has them, the last first', async () => {
  expect(told(await read(event('r', 'START', [table('a')], [table('b', 'x', 'y')]), event('r', 'COMPLETE', [], [table('b')])))).toEqual([['s b', 1, ['s a'], ['x', 'y']]]);
  expect(told(await read(event('r', 'START', [table('a')], [table('b', 'x')]), event('r', 'COMPLETE', [], [table('b', 'z')])))).toEqual([['s b', 1, ['s a'], ['z']]]);
});

test('job and dataset events are of no run', async () => {
  expect(told(await read({ job: {}, inputs: [table('a')], outputs: [table('b', 'x')] }, { dataset: table('c', 'y') }))).toEqual([['s b', 1, ['s a'], ['x']], ['s c', 2, [], ['y']]]);
});
