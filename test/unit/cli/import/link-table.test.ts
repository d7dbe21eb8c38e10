import { expect, test } from '@jest/globals';
import { LinkTable, ownerProblem } from '../../../../cli/import/link-table.js';

test('links become the ids of their records, behind those that are there already; what is not known is told', () => {
  const table = new LinkTable();
  table.add('a', 'A-DS-1-X');
  table.add('o', 'A-OR-1-X');
  const record = { kind: 'DATASET', derivedFrom: ['B-DS-1-X'] };
  const links = [{ field: 'owner', to: 'o' }, { field: 'derivedFrom', to: 'a' }, { field: 'derivedFrom', to: 'b' }, { field: 'conformsTo', to: 'a' }] as const;
  expect(table.resolve(record, links)).toEqual({ record: { kind: 'DATASET', owner: 'A-OR-1-X', derivedFrom: ['B-DS-1-X', 'A-DS-1-X'], conformsTo: ['A-DS-1-X'] }, lost: [{ field: 'derivedFrom', to: 'b' }] });
  expect(record).toEqual({ kind: 'DATASET', derivedFrom: ['B-DS-1-X'] });
});

test('a name that several may have leads to a record where one alone has it, behind what is sure', () => {
  const table = new LinkTable();
  table.add('a/1', 'A-DS-1-X', '1');
  table.add('a/2', 'A-DS-2-X', '2');
  table.add('b/2', 'B-DS-2-X', '2');
  const to = (link: string, orTo: string) => table.resolve({ kind: 'DATASET' }, [{ field: 'derivedFrom', to: link, orTo }]).record.derivedFrom;
  expect(to('b/1', '1')).toEqual(['A-DS-1-X']);
  expect(to('b/2', '2')).toEqual(['B-DS-2-X']);
  expect(to('c/2', '2')).toBeUndefined();
});

test('a record without its owner is not the record of its source', () => {
  expect(ownerProblem([{ field: 'series', to: 's' }])).toBeUndefined();
  expect(ownerProblem([{ field: 'owner', to: 'o' }])).toMatchObject({ field: 'owner', value: 'o', rule: 'OWNER' });
});
