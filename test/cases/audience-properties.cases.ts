import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { audienceOf, logKey, logNameOf, maySee, readLogKey } from '../../schema/audience.js';
import { formatId } from '../../schema/ids.js';
import { asSeenBy } from '../../subgraphs/catalog/log/readable-logs.js';
import type { Viewer } from '../../subgraphs/kit/viewer.js';
import { A, AudienceNode, everything, SAYS, slotInput, VIEWERS, type AudiencePlace, type Word } from '../support/audience-node.js';

/*
 * Any sequence of publications, changes of audience, withdrawals, and deaths between two appends: each viewer is answered
 * as by a node that never heard of what he may not see. `AUDIENCE_RUNS` sets how many sequences are tried.
 */

const SLOTS = 5;

type Step = { readonly slot: number; readonly tick: number } & ({ readonly says: Word; readonly appends: number } | { readonly says: 'RETIRE' });

const slot = fc.nat({ max: SLOTS - 1 });
const publish = fc.record({ slot, says: fc.constantFrom(...(Object.keys(SAYS) as Word[])), appends: fc.oneof({ weight: 3, arbitrary: fc.constant(9) }, { weight: 1, arbitrary: fc.nat({ max: 1 }) }) });
const retire = fc.record({ slot, says: fc.constant('RETIRE' as const) });
const steps: fc.Arbitrary<readonly Step[]> = fc.array(fc.oneof({ weight: 4, arbitrary: publish }, { weight: 1, arbitrary: retire }), { minLength: 1, maxLength: 16 }).map((all) => all.map((step, tick) => ({ ...step, tick })));
const viewers = fc.constantFrom(...Object.keys(VIEWERS)).map((name) => VIEWERS[name] as Viewer);

const logOf = (says: Word): string => logKey(A, logNameOf(audienceOf(SAYS[says])));
const isPublic = (says: Word): boolean => logOf(says) === A;
const textOf = ({ slot: one, tick }: Step): string => `第${String(one)}步${String(tick)}`;

function mayRead(viewer: Viewer, log: string): boolean {
  const [word = ''] = readLogKey(log).logName.split(':');
  return maySee(viewer, A, audienceOf(SAYS[word.toLowerCase() as Word])) || (viewer.roles.includes('INDEX') && word !== 'OWNER');
}

async function take(node: AudienceNode, step: Step): Promise<void> {
  const id = (await node.ids(SLOTS))[step.slot];
  node.at(step.tick);
  if (step.says === 'RETIRE') return id ? node.retire(id) : undefined;
  // Ids outside of the public log are by chance: here they are told, so that two nodes can be compared.
  const named = id || isPublic(step.says) ? {} : { id: formatId(A, 'ORGANIZATION', `X${String(step.slot)}`) };
  await node.publish([slotInput(step.slot, textOf(step), { ...SAYS[step.says], ...named })], step.appends);
}

/** A slot as the rules of docs/audiences.md have it. */
interface Modelled {
  log: string;
  state: 'LIVE' | 'RETIRED' | 'GONE';
  text: string;
}

class Model {
  readonly slots = new Map<number, Modelled>();
  readonly entries: { readonly log: string; readonly line: string }[] = [];

  take(step: Step): void {
    const before = this.slots.get(step.slot);
    if (step.says === 'RETIRE') return before?.state === 'LIVE' ? this.#end(step.slot, before, 'RETIRED') : undefined;
    const log = step.says === 'nothing' && before ? before.log : logOf(step.says);
    const isRejected = before?.state === 'RETIRED' ? before.log !== log : before?.state === 'GONE' && step.says === 'nothing';
    if (isRejected) return;
    let left = step.appends;
    if (before?.state === 'LIVE' && before.log !== log && left-- > 0) this.#end(step.slot, before, 'GONE');
    if (left <= 0) return;
    this.slots.set(step.slot, { log, state: 'LIVE', text: textOf(step) });
    this.entries.push({ log, line: `UPSERT ${textOf(step)}` });
  }

  #end(one: number, slotNow: Modelled, state: 'RETIRED' | 'GONE'): void {
    slotNow.state = state;
    this.entries.push({ log: slotNow.log, line: `TOMBSTONE ${String(one)}` });
  }
}

export interface AudienceCasesOptions {
  /** Sequences that each property is tried with; `AUDIENCE_RUNS` overrides it. @default 40 */
  readonly numRuns?: number;
}

/** Who may know of what, whatever the engine: any sequence of acts, and deaths between two appends. */
export function audiencePropertyCases(engine: string, open: () => AudiencePlace, { numRuns: some = 40 }: AudienceCasesOptions = {}): void {
  const numRuns = Number(process.env['AUDIENCE_RUNS'] ?? some);
  const TIMEOUT_MILLIS = 60_000 + numRuns * 5_000;
  describe(`audiences on ${engine}`, () => {
    test('what a viewer never may see changes nothing that he is answered: records, logs, proofs, numbers, errors', async () => {
      await fc.assert(
        fc.asyncProperty(steps, viewers, async (all, viewer) => {
          const seen = new Set(all.flatMap(({ slot: one, says }) => (says !== 'RETIRE' && mayRead(viewer, logOf(says)) ? [one] : [])));
          await using full = new AudienceNode(open());
          await using bare = new AudienceNode(open());
          for (const step of all) await take(full, step);
          for (const step of all) if (seen.has(step.slot)) await take(bare, step);
          const asked = (await full.ids(SLOTS)).filter((id) => id !== null);
          expect(await full.seenBy(viewer, asked)).toEqual(await bare.seenBy(viewer, asked));
        }),
        { numRuns },
      );
    }, TIMEOUT_MILLIS);

    describe('the logs of a node', () => {
      test('say what the rules have each of them say, and its records what each viewer may see', async () => {
        await fc.assert(
          fc.asyncProperty(steps, async (all) => {
            await using node = new AudienceNode(open());
            const model = new Model();
            for (const step of all) {
              await take(node, step);
              model.take(step);
            }
            expect(await node.problems()).toEqual([]);
            for (const log of await node.store.logsOf(A)) {
              const { entries } = await node.store.changes(log, everything);
              expect(entries.map(({ op }) => op)).toEqual(model.entries.filter((entry) => entry.log === log).map(({ line }) => line.split(' ')[0]));
              const texts = model.entries.filter((entry) => entry.log !== log && entry.line.startsWith('UPSERT')).map(({ line }) => line.slice(7));
              const told = entries.map(({ document }) => document ?? '').join('\n');
              expect(texts.filter((text) => told.includes(`"${text}"`))).toEqual([]);
            }
            const ids = await node.ids(SLOTS);
            const stored = await node.store.getMany(ids.map((id) => id ?? ''));
            for (const viewer of Object.values(VIEWERS)) {
              const found = stored.map((one) => asSeenBy(viewer, one)).map((one) => (one?.state === 'LIVE' ? one.record.titles[0]?.text : (one?.state ?? null)));
              const expected = ids.map((_, index) => model.slots.get(index)).map((one) => (!one || one.state === 'GONE' || !mayRead(viewer, one.log) ? null : one.state === 'LIVE' ? one.text : 'RETIRED'));
              // The index reads logs, and no record by itself.
              if (!viewer.roles.includes('INDEX')) expect(found).toEqual(expected);
            }
          }),
          { numRuns },
        );
      }, TIMEOUT_MILLIS);
    });
  });
}
