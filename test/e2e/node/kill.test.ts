import { describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { TransportFailure } from '../../../subgraphs/kit/transport/transport.js';
import { Services, type RunningService } from '../support/services.js';

/* A node in a process of its own, killed in the middle of publishing, as by a power cut. */

const UPSERT = 'mutation ($records: [RecordInput!]!) { upsertRecords(records: $records) { outcome id version } }';
const CHANGES = '{ changes(authority: "MEE", first: 5000) { head live entries { seq id version recordHash document } } }';

interface Published {
  readonly id: string;
  readonly version: number;
}

interface Entry extends Published {
  readonly seq: number;
  readonly recordHash: string;
  readonly document: string | null;
}

/** Publishes batch after batch, each changing five of twenty records, until the node is gone. */
async function publishUntilGone(services: Services, node: RunningService, round: number, onAnswer: (published: readonly Published[]) => void): Promise<void> {
  try {
    for (let batch = 0; ; batch += 1) {
      const records = Array.from({ length: 5 }, (_, n) => ({
        kind: 'ORGANIZATION',
        titles: [{ lang: 'zh', text: `局 ${String(round)}.${String(batch)}.${String(n)}` }],
        sources: [{ system: 'test', identifier: String((batch * 5 + n) % 20) }],
      }));
      const { data, errors } = await services.ask(node, UPSERT, { records });
      if (errors) throw new Error(JSON.stringify(errors));
      onAnswer(data?.['upsertRecords'] as readonly Published[]);
    }
  } catch (error) {
    if (!(error instanceof TransportFailure)) throw error;
  }
}

describe('a node that is killed while it publishes', () => {
  test('has all that it acknowledged when it is back, in a log without a gap', async () => {
    await using services = await Services.create();
    const acknowledged: Published[] = [];
    for (let round = 0; round < 3; round += 1) {
      const node = await services.node('MEE');
      let killed: Promise<void> | undefined;
      const enough = acknowledged.length + 100;
      const publishing = publishUntilGone(services, node, round, (published) => {
        acknowledged.push(...published);
        if (acknowledged.length >= enough) killed ??= node.kill();
      });
      await publishing;
      await killed;

      const again = await services.node('MEE');
      const { data } = await services.ask(again, CHANGES);
      const { entries, head, live } = data?.['changes'] as { readonly entries: readonly Entry[]; readonly head: number; readonly live: number };
      expect(head).toBeGreaterThanOrEqual(acknowledged.length);
      expect(entries.map(({ seq }) => seq)).toEqual(Array.from({ length: head }, (_, index) => index + 1));
      expect(live).toBe(20);
      const written = new Set(entries.map(({ id, version }) => `${id} ${String(version)}`));
      expect(acknowledged.filter(({ id, version }) => !written.has(`${id} ${String(version)}`))).toEqual([]);
      for (const { document, recordHash } of entries.filter((entry) => entry.document !== null)) {
        expect(createHash('sha256').update(document ?? '').digest('hex')).toBe(recordHash);
      }
      expect(await again.stop()).toBe(0);
      // What was written without being acknowledged is published all the same; from here on it counts.
      acknowledged.splice(0, acknowledged.length, ...entries);
    }
  }, 60_000);
});
