import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Lineage } from '../../../web/src/api/layers-answer.js';
import { layoutOf } from '../../../web/src/record/lineage-layout.js';

const nodes = fc.uniqueArray(fc.record({ id: fc.integer({ min: 1, max: 30 }).map(String), distance: fc.integer({ min: 1, max: 5 }) }), { selector: ({ id }) => id, maxLength: 20 });
const link = fc.record({ source: fc.integer({ min: 0, max: 30 }).map(String), derived: fc.integer({ min: 0, max: 30 }).map(String), crosses: fc.boolean() });

const lineage: fc.Arbitrary<Lineage> = fc.record({ nodes, links: fc.array(link, { maxLength: 40 }), cycles: fc.array(fc.array(fc.integer({ min: 0, max: 30 }).map(String))), cut: fc.constant([]) })
  .map((told) => ({ ...told, nodes: told.nodes.map((node) => ({ ...node, kind: null, authority: null, title: null, missing: false, hasMore: false })) }));

describe('the drawing of a lineage', () => {
  test('has each record once, at its distance, and no two in one place', () => {
    fc.assert(fc.property(lineage, lineage, (up, down) => {
      const { placed, rows, columns, firstColumn } = layoutOf('0', { up, down });
      expect(new Set(placed.map(({ id }) => id))).toEqual(new Set(['0', ...up.nodes.map(({ id }) => id), ...down.nodes.map(({ id }) => id)]));
      expect(new Set(placed.map(({ column, row }) => `${String(column)} ${String(row)}`)).size).toBe(placed.length);
      for (const { id, node, column, row } of placed) {
        expect(Math.abs(column)).toBe(node?.distance ?? 0);
        if (up.nodes.some((one) => one.id === id)) expect(column).toBeLessThan(0);
        expect(row < rows && column >= firstColumn && column < firstColumn + columns).toBe(true);
      }
    }));
  });

  test('has every link between what is drawn, once, and no other', () => {
    fc.assert(fc.property(lineage, lineage, (up, down) => {
      const { placed, links } = layoutOf('0', { up, down });
      const ids = new Set(placed.map(({ id }) => id));
      const expected = [...up.links, ...down.links].filter(({ source, derived }) => ids.has(source) && ids.has(derived)).map(({ source, derived }) => `${source} ${derived}`);
      expect(links.map(({ from, to }) => `${from.id} ${to.id}`).sort()).toEqual([...new Set(expected)].sort());
    }));
  });

  test('is of the record alone where nothing is told', () => {
    expect(layoutOf('0', { up: null })).toMatchObject({ placed: [{ id: '0', column: 0, row: 0, inCycle: false }], links: [], columns: 1, rows: 1, isCut: false });
    expect(layoutOf('0', { up: { nodes: [], links: [], cycles: [['0', '1']], cut: ['DEPTH'] } })).toMatchObject({ placed: [{ inCycle: true }], isCut: true });
  });
});
