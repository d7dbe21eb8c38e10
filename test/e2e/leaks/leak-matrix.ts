import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../support/until.js';
import { formatId } from '../../../schema/ids.js';
import { audienceOf, mayLeave } from '../../../schema/audience.js';
import { comparable, comparableMetrics } from './comparable.js';
import { AUTHORITIES, makeCorpus, seenBy, type Act, type Corpus } from './corpus.js';
import { Nation, type Told } from './nation.js';
import { questionOf, routesOf, type Question } from './questions.js';
import { Random } from '../../../bench/lib/random.js';
import { DOORS, makeViewers, NATIONS, type NationName, type ViewerClass, type Viewers } from './viewers.js';

/** From so many cases on each route must have been answered. */
const FULL = 3_000;
/** By which seed cases are made. */
const SEED = Number(process.env['LEAK_SEED'] ?? Date.now() % 1_000_000);

const TIMERS = ['hrtime', 'nextTick', 'performance', 'queueMicrotask', 'requestAnimationFrame', 'cancelAnimationFrame', 'requestIdleCallback', 'cancelIdleCallback', 'setImmediate', 'clearImmediate', 'setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] as const;
const BEGINNING = Date.parse('2026-03-01T08:00:00Z');
const NOW = Date.parse('2026-03-02T08:00:00Z');

const random = new Random(SEED);
let folder: string;
let corpus: Corpus;
let viewers: Viewers;
/** The nation that has everything. */
let whole: Nation;
/** For each kind of eyes, a nation that never heard of anything that they may not see. */
const others = new Map<NationName, Nation>();

/** Settings of a nation's node beside those that all have. */
type StoreOf = (nation: string) => Readonly<Record<string, string>>;

/** Acts that are done at one moment. */
const AT_ONCE = 40;

/** What is done at one moment in the whole nation is done at that moment everywhere, though elsewhere less is done. */
async function found(name: string, eyes: (acts: readonly Act[]) => readonly Act[], storeOf: StoreOf): Promise<Nation> {
  const nation = new Nation({ folder, name, stewards: viewers.stewards, stewardToken: viewers.stewardToken, nodeStore: storeOf(name) });
  await nation.openNode();
  for (let first = 0; first < corpus.acts.length; first += AT_ONCE) {
    jest.setSystemTime(BEGINNING + 1_000 * first);
    await nation.publish(eyes(corpus.acts.slice(first, first + AT_ONCE)));
  }
  return nation;
}

/** How many records of these acts an index holds in the end. */
function indexed(acts: readonly Act[]): number {
  const live = new Set<string>();
  for (const act of acts.filter(({ guard }) => mayLeave(audienceOf(guard)))) {
    if ('record' in act) live.add(act.id);
    else live.delete(act.id);
  }
  return live.size;
}


/** One viewer has asked for the restricted details of whatever it may see; of each three requests one is granted, one refused. */
async function grantSome(): Promise<void> {
  const grantee = viewers.classes.find(({ name }) => name === 'staff who were granted access') as ViewerClass;
  for (const nation of [whole, others.get(grantee.nation) as Nation]) {
    for (const [index, id] of corpus.ids.entries()) {
      const { data } = await nation.ask('gateway', 'mutation ($id: ID!) { requestAccess(id: $id, purpose: "研究", useCase: "模型", until: "2999-01-01T00:00:00Z") { id } }', { id }, grantee.token);
      const request = (data?.['requestAccess'] as { readonly id: string } | null)?.id;
      if (request === undefined || index % 3 === 2) continue;
      const { errors } = await nation.steward('mutation ($request: ID!, $decision: AccessDecision!) { decideAccess(request: $request, decision: $decision, reason: "说明") { state } }', { request, decision: index % 3 === 0 ? 'GRANT' : 'REFUSE' });
      expect(errors).toBeUndefined();
    }
  }
}

async function answer(nation: Nation, { door, query, variables = {}, path, body }: Question, viewer: ViewerClass): Promise<Told> {
  if (path === 'metrics') return { head: '', body: comparableMetrics((await nation.fetch('node', path, null)).body) + comparableMetrics((await nation.fetch('search', path, null)).body) };
  if (path !== undefined) return nation.fetch(door, path, viewer.token, body ?? null);
  return nation.told(door, query as string, variables, viewer);
}

/** All of an answer that must be the same. Of its length nothing is left beside it: ids of requests are of one length. */
const all = ({ head, body }: Told): string => `${comparable(head)}\n${comparable(body)}`;

interface Case {
  readonly viewer: ViewerClass;
  readonly question: Question;
}

/** Asks both; null where they agree to the byte. The whole nation's answer tells what is asked next. */
async function compare({ viewer, question }: Case): Promise<{ readonly leak: object | null; readonly isAnswered: boolean; readonly next: Question | null }> {
  const [one, other] = await Promise.all([answer(whole, question, viewer), answer(others.get(viewer.nation) as Nation, question, viewer)]);
  const leak = all(one) === all(other) ? null : { viewer: viewer.name, ...question, whole: all(one).slice(0, 1_500), other: all(other).slice(0, 1_500) };
  const after = question.next && question.variables?.['after'] === undefined ? question.next((JSON.parse(one.body) as { data?: unknown }).data) : null;
  const isAnswered = question.query === undefined || !one.body.includes('"errors":');
  return { leak, isAnswered, next: after === null ? null : { ...question, variables: { ...question.variables, after } } };
}

/** Ways to a record, and to what it says, through the gateway; the mark is a word that it alone has. */
const waysTo = (id: string, mark: string): readonly string[] => [
  `{ record(id: "${id}") { id title description keywords provenance { document } } }`,
  `{ search(query: "${mark}", first: 50) { total edges { node { id title summary highlights { fragments } record { id title } } } facets(fields: [KEYWORD], first: 50) { buckets { value } } } }`,
  `{ search(first: 50, sort: TITLE) { edges { node { id title } } } }`,
  `{ suggest(prefix: "${mark.slice(0, 2)}", first: 50) { text record { id title } } }`,
  `{ history(id: "${id}") { versions { version document } } }`,
  `{ changes(authority: "310000") { entries { id document } } }`,
];

export interface LeakMatrixOptions {
  /** How many questions are asked of both nations. */
  readonly cases: number;
  /** Settings by which the node of a nation has its store; none: a file. */
  readonly storeOf?: StoreOf;
}

/** Founds the nations over such stores, and asks them; once a file. */
export function leakMatrix({ cases: wanted, storeOf = () => ({}) }: LeakMatrixOptions): void {
  beforeAll(async () => {
    process.stdout.write(`leak matrix: LEAK_SEED=${String(SEED)} LEAK_CASES=${String(wanted)}\n`);
    jest.useFakeTimers({ now: BEGINNING, doNotFake: [...TIMERS] });
    folder = mkdtempSync(join(tmpdir(), 'ucat-leaks-'));
    corpus = makeCorpus(random);
    viewers = await makeViewers(folder, [...AUTHORITIES, '440000']);
    whole = await found('whole', (acts) => acts, storeOf);
    for (const [name, authorities] of Object.entries(NATIONS)) others.set(name as NationName, await found(name, (acts) => seenBy({ authorities }, acts), storeOf));
    jest.setSystemTime(NOW);
    const open: [Nation, readonly Act[]][] = [[whole, corpus.acts], ...Object.entries(NATIONS).map(([name, authorities]): [Nation, readonly Act[]] => [others.get(name as NationName) as Nation, seenBy({ authorities }, corpus.acts)])];
    await Promise.all(open.map(async ([nation, acts]) => nation.open(indexed(acts), viewers.everything)));
    await grantSome();
  }, 240_000);
  afterAll(async () => {
    await Promise.all([whole, ...others.values()].map(async (nation) => nation.close()));
    jest.useRealTimers();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  test('whoever asks is answered, to the byte, as by a nation that never had what it may not see', async () => {
    const leaks: object[] = [];
    const asked = new Map<string, number>();
    const answered = new Set<string>();
    const millis = new Map<string, number>();
    let cases = 0;
    const run = async (one: Case): Promise<Question | null> => {
      const began = performance.now();
      const { leak, isAnswered, next } = await compare(one);
      if (isAnswered) answered.add(`${one.question.door} ${one.question.route}`);
      millis.set(one.question.route, (millis.get(one.question.route) ?? 0) + performance.now() - began);
      cases += 1;
      asked.set(one.question.route, (asked.get(one.question.route) ?? 0) + 1);
      if (leak) leaks.push(leak);
      return next;
    };
    while (cases < wanted && leaks.length < 20) {
      for (const door of DOORS) {
        for (const route of routesOf(door)) {
          const question = questionOf(route, door, random, corpus);
          // One after another, in an order drawn anew, so that each is answered with what others left in the caches.
          const askers = viewers.classes.filter(({ doors }) => doors.includes(door)).map((viewer) => ({ viewer, place: random.below(1_000_000) }));
          for (const { viewer } of askers.sort((a, b) => a.place - b.place)) {
            const next = await run({ viewer, question });
            if (next) await run({ viewer, question: next });
          }
        }
      }
    }
    process.stdout.write(`leak matrix: ${String(cases)} cases, ${String(leaks.length)} leaks; ${[...asked].map(([route, count]) => `${route} ${String(count)} (${String(Math.round((millis.get(route) ?? 0) / count))} ms)`).join(', ')}\n`);
    expect(leaks).toEqual([]);
    // What nobody is ever answered hides nothing by being alike in both; but for what is asked for its errors.
    const silent = DOORS.flatMap((door) => routesOf(door).filter((route) => route !== 'errors').map((route) => `${door} ${route}`)).filter((one) => !answered.has(one));
    if (cases >= FULL) expect(silent).toEqual([]);
  }, 3_600_000);

  test('a record whose readers become fewer is gone for the others by every way, also where it was read a moment before', async () => {
    const mark = '变窄标记';
    const record = { kind: 'ORGANIZATION', id: formatId('310000', 'ORGANIZATION', 777), titles: [{ lang: 'zh', text: `${mark}办公室` }], descriptions: [{ lang: 'zh', text: `${mark}的说明` }], keywords: [mark] };
    const publish = async (says: object): Promise<void> => {
      const answered = await whole.steward('mutation ($records: [RecordInput!]!) { upsertRecords(records: $records) { outcome problems { message } } }', { records: [{ ...record, ...says }] });
      expect(JSON.stringify(answered)).toMatch(/CREATED|UPDATED/);
    };
    const hears = async (viewer: ViewerClass): Promise<readonly string[]> => {
      const told = await Promise.all(waysTo(record.id, mark).map(async (query) => [query, Buffer.from((await whole.told('gateway', query, {}, viewer)).body, 'latin1').toString()] as const));
      const atReplica = Buffer.from((await whole.told('replica', waysTo(record.id, mark)[0] as string, {}, viewer)).body, 'latin1').toString();
      return [...told, ['replica', atReplica] as const].filter(([, text]) => text.includes(mark)).map(([query]) => query.slice(0, 60));
    };
    const known = viewers.classes.filter(({ doors }) => doors.includes('gateway') && doors.includes('replica'));
    await publish({});
    let moment = NOW;
    for (const viewer of known) await until(`${viewer.name} to find it`, async () => {
      jest.setSystemTime((moment += 1_000));
      return (await hears(viewer)).length >= 6;
    });
    await publish({ audience: 'OWNER' });
    for (const viewer of known.filter(({ authorities }) => !authorities.includes('310000'))) await until(`${viewer.name} to hear no more of it`, async () => {
      jest.setSystemTime((moment += 1_000));
      const heard = await hears(viewer);
      if (heard.length > 0) throw new Error(heard.join('; '));
      return true;
    });
    const owner = known.find(({ name }) => name === 'staff of the owner') as ViewerClass;
    expect((await hears(owner)).length).toBeGreaterThan(0);
  }, 300_000);
}
