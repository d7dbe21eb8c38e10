import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cyclesIn } from '../../../../../../subgraphs/search/index/lineage/cycles-in.js';
import type { LineageGraph, LineageLink } from '../../../../../../subgraphs/search/index/lineage/lineage-graph.js';
import { walkLineage } from '../../../../../../subgraphs/search/index/lineage/walk-lineage.js';

const name = (n: number): string => `${'ABC'[n % 3] as string}-DS-${String(n)}`;
const COUNT = 12;

/** A graph of links from derived records to their sources; the ids in `missing` have no record. */
function graphOf(links: readonly LineageLink[], missing: ReadonlySet<string>): LineageGraph & { readonly asked: string[] } {
  const asked: string[] = [];
  const seen = (id: string): boolean => !missing.has(id);
  return {
    asked,
    shown: (id) => (seen(id) ? { kind: 'DATASET', title: id, titleEn: id } : null),
    sources: (id, most) => (asked.push(id), seen(id) ? links.filter(({ derived }) => derived === id).map(({ source }) => source).slice(0, most) : []),
    derived: (id, most) => (asked.push(id), links.filter(({ source, derived }) => source === id && seen(derived)).map(({ derived }) => derived).slice(0, most)),
  };
}

const links = fc.uniqueArray(fc.record({ source: fc.nat(COUNT - 1).map(name), derived: fc.nat(COUNT - 1).map(name) }), { maxLength: 30, selector: ({ source, derived }) => `${source} ${derived}` });
const missing = fc.uniqueArray(fc.integer({ min: 1, max: COUNT - 1 }).map(name), { maxLength: 4 }).map((ids) => new Set(ids));
const direction = fc.constantFrom('UPSTREAM' as const, 'DOWNSTREAM' as const);
const ROOT = name(0);

describe('a walk over any graph', () => {
  test('looks at no record twice, tells as many as it may, each behind one that is told and nearer, and all of their links', () => {
    fc.assert(
      fc.property(links, missing, direction, fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 8 }), (all, absent, way, depth, first) => {
        const graph = graphOf(all, absent);
        const { records, links: found, cut } = walkLineage({ id: ROOT, direction: way, depth, first }, graph)!;
        expect(new Set(graph.asked).size).toBe(graph.asked.length);
        expect(records.length).toBeLessThanOrEqual(first);
        const distance = new Map([[ROOT, 0], ...records.map((one) => [one.id, one.distance] as const)]);
        const ends = ({ source, derived }: LineageLink) => (way === 'UPSTREAM' ? { from: derived, to: source } : { from: source, to: derived });
        for (const one of records) {
          expect(one.distance).toBeLessThanOrEqual(depth);
          expect(one.shown === null).toBe(absent.has(one.id));
          expect(found.some((link) => ends(link).to === one.id && distance.get(ends(link).from) === one.distance - 1)).toBe(true);
        }
        const visible = all.filter((link) => !absent.has(link.derived) && !(way === 'DOWNSTREAM' && absent.has(link.source)));
        const expected = visible.filter(({ source, derived }) => distance.has(source) && distance.has(derived));
        const key = ({ source, derived }: LineageLink): string => `${source} ${derived}`;
        expect(found.map(key)).toEqual(expected.map(key).sort());
        // Whole where nothing is cut: no link leads out.
        const leadsOut = visible.filter((link) => distance.has(ends(link).from) && !distance.has(ends(link).to)).map((link) => ends(link).from);
        expect(cut.length === 0).toBe(leadsOut.length === 0);
        expect(records.filter(({ hasMore }) => hasMore).map(({ id }) => id).sort()).toEqual([...new Set(leadsOut)].filter((id) => id !== ROOT).sort());
      }),
    );
  });

  test('looks at no more links than it may, and says so', () => {
    fc.assert(
      fc.property(links, missing, direction, fc.integer({ min: 0, max: 6 }), (all, absent, way, most) => {
        const graph = graphOf(all, absent);
        const few = walkLineage({ id: ROOT, direction: way, depth: 5, first: 100 }, graph, most)!;
        const whole = walkLineage({ id: ROOT, direction: way, depth: 5, first: 100 }, graphOf(all, absent))!;
        expect(few.links.length).toBeLessThanOrEqual(most);
        if (whole.links.length > most && whole.cut.length === 0) expect(few.cut).toContain('LINKS');
        if (!few.cut.includes('LINKS')) expect(few).toEqual(whole);
      }),
    );
  });

  test('has no answer of a record that the reader does not see', () => {
    expect(walkLineage({ id: ROOT, direction: 'UPSTREAM', depth: 1, first: 1 }, graphOf([], new Set([ROOT])))).toBeNull();
  });
});

describe('cycles', () => {
  test('two records are in one exactly where each leads to the other', () => {
    fc.assert(
      fc.property(links, (all) => {
        const ids = Array.from({ length: COUNT }, (_, n) => name(n));
        const reaches = new Map(ids.map((id) => [id, new Set(all.filter(({ source }) => source === id).map(({ derived }) => derived))]));
        for (const over of ids) for (const id of ids) if (reaches.get(id)!.has(over)) for (const to of reaches.get(over)!) reaches.get(id)!.add(to);
        const groups = ids.filter((id) => reaches.get(id)!.has(id)).map((id) => ids.filter((other) => other === id || (reaches.get(id)!.has(other) && reaches.get(other)!.has(id))).sort().join(' '));
        expect(cyclesIn(ids, all).map((cycle) => cycle.join(' '))).toEqual([...new Set(groups)].sort());
      }),
    );
  });

  test('a chain of ten thousand has none, and costs no stack', () => {
    const ids = Array.from({ length: 10_000 }, (_, n) => `N-${String(n).padStart(5, '0')}`);
    const chain = ids.slice(1).map((derived, n) => ({ source: ids[n] as string, derived }));
    expect(cyclesIn(ids, chain)).toEqual([]);
    expect(cyclesIn(ids, [...chain, { source: ids.at(-1) as string, derived: ids[0] as string }])).toEqual([ids]);
  });
});
