import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { auditProblem, EMPTY_AUDIT, type AuditAct, type AuditEntry, type AuditLog } from '../../subgraphs/kit/audit/audit-log.js';

const act = (subject: string, more: Partial<AuditAct> = {}): AuditAct => ({ actor: '张三', act: 'PUBLISH', subject, details: { changes: [{ id: subject, version: 1 }] }, ...more });

/** What every audit log does. `open` gives a log over a place that keeps its data from one opening to the next. */
export function auditLogCases(makePlace: () => { readonly open: () => AuditLog; readonly remove: () => void | Promise<void> }): void {
  let place: ReturnType<typeof makePlace>;
  let log: AuditLog;

  beforeEach(() => {
    place = makePlace();
    log = place.open();
  });
  afterEach(async () => {
    await log.close();
    await place.remove();
  });

  const all = async (): Promise<readonly AuditEntry[]> => log.page(0, 1_000);

  test('begins with nothing', async () => {
    expect(await log.head()).toEqual(EMPTY_AUDIT);
    expect(await all()).toEqual([]);
    expect(await log.last('PUBLISH')).toBeNull();
  });

  test('keeps acts in their order, each with the hash of the one before', async () => {
    for (const subject of ['a', 'b', 'c']) await log.append(act(subject));
    const entries = await all();
    expect(entries.map(({ seq, subject }) => [seq, subject])).toEqual([[1, 'a'], [2, 'b'], [3, 'c']]);
    expect(entries[0]).toMatchObject({ actor: '张三', act: 'PUBLISH', details: { changes: [{ id: 'a', version: 1 }] }, before: EMPTY_AUDIT.hash });
    expect(problemsOf(entries)).toEqual([]);
    expect(await log.head()).toEqual({ seq: 3, hash: entries[2]?.hash });
  });

  test('reads on from a number', async () => {
    for (const subject of ['a', 'b', 'c', 'd']) await log.append(act(subject));
    expect((await log.page(1, 2)).map(({ subject }) => subject)).toEqual(['b', 'c']);
    expect(await log.page(4, 2)).toEqual([]);
  });

  test('finds the last entry of an act', async () => {
    await log.append(act('a', { act: 'STEWARDS' }));
    await log.append(act('b'));
    await log.append(act('c', { act: 'STEWARDS' }));
    await log.append(act('d'));
    expect(await log.last('STEWARDS')).toMatchObject({ seq: 3, subject: 'c' });
  });

  test('goes on where it was when it is opened again', async () => {
    const first = await log.append(act('a'));
    await log.close();
    log = place.open();
    expect(await log.append(act('b'))).toMatchObject({ seq: 2, before: first.hash });
    expect(problemsOf(await all())).toEqual([]);
  });

  test('numbers what comes at once without a gap', async () => {
    await Promise.all(Array.from({ length: 8 }, async (_, index) => log.append(act(String(index)))));
    const entries = await all();
    expect(entries.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(problemsOf(entries)).toEqual([]);
  });

  describe('a check of what it says', () => {
    test('finds an entry that was changed, removed or put elsewhere', async () => {
      for (const subject of ['a', 'b', 'c', 'd']) await log.append(act(subject));
      const [one, two, three, four] = (await all()) as [AuditEntry, AuditEntry, AuditEntry, AuditEntry];
      expect(problemsOf([one, { ...two, actor: '李四' }, three, four])).toEqual(['Entry 2 was changed: its hash is of something else.']);
      expect(problemsOf([one, { ...two, details: {} }, three, four])).toHaveLength(1);
      expect(problemsOf([one, three, four])).toEqual(['Entry 2 is missing: 3 stands in its place.']);
      expect(problemsOf([one, { ...three, seq: 2 }, { ...two, seq: 3 }, four])).toEqual(['Entry 2 does not follow on the entry before it: one of the two was changed, or put in another place.']);
    });
  });
}

/** The first thing that is wrong with a whole log, if anything is. */
function problemsOf(entries: readonly AuditEntry[]): readonly string[] {
  let head = EMPTY_AUDIT;
  for (const entry of entries) {
    const problem = auditProblem(head, entry);
    if (problem !== null) return [problem];
    head = entry;
  }
  return [];
}
