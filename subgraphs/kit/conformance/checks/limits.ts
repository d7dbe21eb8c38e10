import { codesOf, failed, passed, told, type Check } from '../check.js';

/** Most entries of one page, whatever is asked for. */
const MOST_ENTRIES = 5_000;
const HUGE = 1_000_000;

export const pageLimit: Check = {
  code: 'PAGE_LIMIT',
  titleZh: '分页上限',
  titleEn: 'A page has a limit, whatever is asked for',
  advice: `Refuse a \`first\` above ${String(MOST_ENTRIES)} with BAD_INPUT, or answer no more than that.`,
  async run({ authorities, ask }) {
    const sent = `changes(first: ${String(HUGE)})`;
    const answer = await ask('query ($authority: ID!, $first: Int) { changes(authority: $authority, first: $first) { entries { seq } } }', { authority: authorities[0], first: HUGE });
    const { entries } = (answer.data?.['changes'] ?? {}) as { readonly entries?: readonly unknown[] };
    if (entries) return entries.length <= MOST_ENTRIES ? passed(sent, `${String(entries.length)} entries`) : failed(sent, `${String(entries.length)} entries`);
    return codesOf(answer).includes('BAD_INPUT') ? passed(sent, told(answer)) : failed(sent, told(answer));
  },
};

const MEBIBYTE = 1024 * 1024;
const BODY_MEBIBYTES = 17;

export const bodyLimit: Check = {
  code: 'BODY_LIMIT',
  titleZh: '请求体上限',
  titleEn: 'A huge request is refused, and the node lives on',
  advice: 'Refuse request bodies above 16 MiB, at the node or at a proxy in front of it: else anybody can fill its memory.',
  required: false,
  async run({ reconnected }) {
    const sent = `a query with ${String(BODY_MEBIBYTES)} MiB of variables`;
    const answer = await reconnected((ask) => ask('{ __typename }', { padding: 'x'.repeat(BODY_MEBIBYTES * MEBIBYTE) }, 10_000)).catch((error: unknown) => error as Error);
    if (!(answer instanceof Error) && answer.data) return failed(sent, 'It was answered.');
    await reconnected((ask) => ask('{ __typename }'));
    return passed(sent, answer instanceof Error ? answer.message : told(answer));
  },
};
