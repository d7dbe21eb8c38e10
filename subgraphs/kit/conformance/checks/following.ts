import type { Ask, Finding, Subject } from '../check.js';
import { codesOf, failed, passed, skipped, told, type Check } from '../check.js';
import { readChanges, type FeedEntry } from '../feed-reading.js';

const CHANGES = 'query ($authority: ID!, $after: String, $waitMillis: Int!) { changes(authority: $authority, after: $after, first: 5, waitMillis: $waitMillis) { entries { seq } cursor } }';
const WAIT_MILLIS = 400;
/** How much later than asked an answer may come. */
const GRACE_MILLIS = 3_000;

export const longPoll: Check = {
  code: 'LONG_POLL',
  titleZh: '长轮询',
  titleEn: 'At the end of the log an answer is held back as long as was asked, and no longer',
  advice: 'Hold an empty page back for `waitMillis`, or until there is an entry; then answer it.',
  async run({ feeds, ask }) {
    const sent = `changes(waitMillis: ${String(WAIT_MILLIS)}) at the end of the log`;
    const feed = feeds.find(({ complete }) => complete);
    if (!feed) return skipped(sent, 'The log was not read to its end.');
    const asked = performance.now();
    const answer = await ask(CHANGES, { authority: feed.authority, after: feed.cursor, waitMillis: WAIT_MILLIS }, WAIT_MILLIS + GRACE_MILLIS);
    const millis = Math.round(performance.now() - asked);
    const { entries } = (answer.data?.['changes'] ?? {}) as { readonly entries?: readonly unknown[] };
    if (!entries) return failed(sent, told(answer));
    const came = `${String(entries.length)} entries after ${String(millis)} ms`;
    // Timers of two machines do not agree to the millisecond.
    return entries.length > 0 || millis >= WAIT_MILLIS / 2 ? passed(sent, came) : failed(sent, came);
  },
};

/** The log that the checks below use: one with at least `entries`. */
const feedWith = ({ feeds }: Pick<Subject, 'feeds'>, entries: number): string | undefined => feeds.find(({ read, disorder }) => read >= entries && disorder === null)?.authority;

export const cursors: Check = {
  code: 'CURSORS',
  titleZh: '游标核对历史',
  titleEn: 'A cursor of another history is refused',
  advice: 'Let a cursor hold a piece of the hash of its entry, and refuse one that does not fit the log with CURSOR_MISMATCH, any other text with BAD_CURSOR: else nobody notices that a log was rewritten or restored from an old copy.',
  async run(subject) {
    const authority = feedWith(subject, 1);
    if (authority === undefined) return skipped('changes(after:) with a cursor that was altered', 'Nothing was published yet.');
    const page = await readChanges(subject.ask, { authority, after: null, first: 1 });
    if (typeof page === 'string') return failed('changes(first: 1)', page);
    for (const after of [altered(page.cursor), 'no-cursor-at-all']) {
      const refusal = await refusalOf(subject.ask, authority, after);
      if (refusal.outcome === 'FAILED') return refusal;
    }
    return passed(`changes(after: "${altered(page.cursor)}"), a cursor that was altered`, 'It was refused.');
  },
};

async function refusalOf(ask: Ask, authority: string, after: string): Promise<Finding> {
  const sent = `changes(after: "${after}")`;
  const answer = await ask(CHANGES, { authority, after, waitMillis: 0 });
  const isRefused = answer.data?.['changes'] == null && codesOf(answer).some((code) => code === 'CURSOR_MISMATCH' || code === 'BAD_CURSOR');
  return isRefused ? passed(sent, told(answer)) : failed(sent, told(answer));
}

/** A cursor with one character changed, behind its middle, where a hash would stand: a digit to a digit, a letter to a letter. */
function altered(cursor: string): string {
  const at = Math.floor(cursor.length * 0.75);
  const character = cursor.charAt(at);
  const other = /[0-8]/.test(character) ? String(Number(character) + 1) : character === '9' ? '0' : character === 'A' ? 'B' : 'A';
  return cursor.slice(0, at) + other + cursor.slice(at + 1);
}

export const resume: Check = {
  code: 'RESUME',
  titleZh: '断点续读',
  titleEn: 'Who comes back with a cursor reads on where the reading stopped',
  advice: 'Let a cursor stand for a place in the log and nothing else: no session, no connection, no process.',
  async run(subject) {
    const authority = feedWith(subject, 2);
    if (authority === undefined) return skipped('changes(after:) over new connections', 'The log has fewer than two entries.');
    const first = await readChanges(subject.ask, { authority, after: null, first: 1 });
    if (typeof first === 'string') return failed('changes(first: 1)', first);
    const sent = 'changes(after: the cursor behind entry 1), twice over new connections';
    const again = () => subject.reconnected((ask) => readChanges(ask, { authority, after: first.cursor, first: 3 }));
    const [one, two] = [await again(), await again()];
    if (typeof one === 'string' || typeof two === 'string') return failed(sent, typeof one === 'string' ? one : String(two));
    const [seqs, seqsAgain] = [seqsOf(one.entries), seqsOf(two.entries)];
    return one.entries[0]?.seq === 2 && seqs === seqsAgain ? passed(sent, `Entries ${seqs}.`) : failed(sent, `Entries ${seqs || 'none'}, then ${seqsAgain || 'none'}.`);
  },
};

const seqsOf = (entries: readonly FeedEntry[]): string => entries.map(({ seq }) => seq).join(', ');
