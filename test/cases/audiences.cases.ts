import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { RecordInput } from '../../schema/generated/catalog.js';
import { A, AudienceNode, everything, SAYS, slotInput, type AudiencePlace } from '../support/audience-node.js';

/** What a steward says of who may know of a record, and what the logs then say, whatever the engine. */
export function audienceCases(engine: string, open: () => AudiencePlace): void {
  describe(`audiences on ${engine}`, () => {
    let node: AudienceNode;
    beforeEach(() => {
      node = new AudienceNode(open());
    });
    afterEach(async () => node[Symbol.asyncDispose]());

    describe('a record whose audience changes', () => {
      test('is hidden first, then published in its new log', async () => {
        await node.publish([slotInput(0, 'a')]);
        const [outcome] = (await node.publish([slotInput(0, 'a', SAYS.member)])) ?? [];
        expect(outcome).toMatchObject({ outcome: 'UPDATED', version: 3 });
        expect(await node.logs()).toEqual({ [A]: ['UPSERT 1', 'TOMBSTONE 2'], [`${A}/MEMBER`]: ['UPSERT 3'] });
        expect((await node.store.changes(A, everything)).entries.at(-1)?.document).toContain('not published here any more');
        expect(await node.problems()).toEqual([]);
      });

      test('stays hidden where the process dies between the two, and is whole when it is published again', async () => {
        await node.publish([slotInput(0, 'a')]);
        expect(await node.publish([slotInput(0, 'a', SAYS.owner)], 1)).toBeNull();
        expect(await node.logs()).toEqual({ [A]: ['UPSERT 1', 'TOMBSTONE 2'] });
        // An import that says nothing must not open it again.
        expect(await node.publish([slotInput(0, 'a')])).toMatchObject([{ outcome: 'REJECTED', problems: [{ rule: 'REQUIRED', field: 'audience' }] }]);
        expect(await node.publish([slotInput(0, 'a', SAYS.owner)])).toMatchObject([{ outcome: 'UPDATED', version: 3 }]);
        expect(await node.logs()).toEqual({ [A]: ['UPSERT 1', 'TOMBSTONE 2'], [`${A}/OWNER`]: ['UPSERT 3'] });
        expect(await node.problems()).toEqual([]);
      });

      test('keeps its audience where an import does not say one, until somebody says that it is for everybody', async () => {
        await node.publish([slotInput(0, 'a', SAYS.named)]);
        await node.publish([slotInput(0, 'b')]);
        expect(await node.logs()).toEqual({ [A]: [], [`${A}/NAMED:330000,MEE`]: ['UPSERT 1', 'UPSERT 2'] });
        expect(await node.publish([slotInput(0, 'b')])).toMatchObject([{ outcome: 'UNCHANGED', version: 2 }]);
        await node.publish([slotInput(0, 'b', SAYS.public)]);
        expect((await node.logs())[A]).toEqual(['UPSERT 4']);
      });

      test('keeps the grade CORE where an import does not say one', async () => {
        const owner = { kind: 'ORGANIZATION', titles: [{ lang: 'zh', text: '局' }] };
        const [office] = (await node.publish([owner])) ?? [];
        const dataset = (grade?: string): RecordInput => ({ kind: 'DATASET', titles: [{ lang: 'zh', text: 't' }], descriptions: [{ lang: 'zh', text: 'd' }], owner: office?.id ?? '', themes: ['health'], frequency: 'DAILY', shareType: 'UNCONDITIONAL', openness: 'OPEN', sources: [{ system: 's', identifier: '1' }], ...(grade !== undefined && { grade }) });
        expect(await node.publish([dataset('CORE')])).toMatchObject([{ outcome: 'CREATED' }]);
        expect(await node.publish([{ ...dataset(), audience: 'PUBLIC' }])).toMatchObject([{ outcome: 'UNCHANGED' }]);
        expect(await node.logs()).toEqual({ [A]: ['UPSERT 1'], [`${A}/OWNER`]: ['UPSERT 1'] });
        await node.publish([dataset('GENERAL')]);
        expect(await node.logs()).toEqual({ [A]: ['UPSERT 1', 'UPSERT 3'], [`${A}/OWNER`]: ['UPSERT 1', 'TOMBSTONE 2'] });
      });

      test('comes back, once it was withdrawn, for its own readers only', async () => {
        await node.publish([slotInput(0, 'a', SAYS.member)]);
        const [id] = await node.ids(1);
        await node.retire(id ?? '');
        expect(await node.publish([slotInput(0, 'a', SAYS.public)])).toMatchObject([{ outcome: 'REJECTED', problems: [{ rule: 'AUDIENCE' }] }]);
        expect(await node.publish([slotInput(0, 'a')])).toMatchObject([{ outcome: 'UPDATED', version: 3 }]);
        expect(await node.logs()).toEqual({ [A]: [], [`${A}/MEMBER`]: ['UPSERT 1', 'TOMBSTONE 2', 'UPSERT 3'] });
      });
    });

    describe('a new record', () => {
      test('that is not for everybody takes no number from the row of those that are', async () => {
        await node.publish([slotInput(0, 'a'), slotInput(1, 'b', SAYS.member), slotInput(2, 'c')]);
        const [first, hidden, second] = await node.ids(3);
        expect([first, second].map((id) => id?.slice(0, -2))).toEqual([`${A}-OR-0000000001`, `${A}-OR-0000000002`]);
        expect(hidden).toMatch(/^310000-OR-X[0-9A-Z]{15}-[0-9A-Z]$/);
      });
    });
  });
}
