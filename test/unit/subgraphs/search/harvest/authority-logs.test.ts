import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { VirtualClock } from '../../../../../bench/lib/simulation/virtual-clock.js';
import { TransportFailure, type Transport, type TransportAnswer } from '../../../../../subgraphs/kit/transport/transport.js';
import { AuthorityLogs } from '../../../../../subgraphs/search/harvest/authority-logs.js';
import { FeedStates } from '../../../../../subgraphs/search/harvest/feed-states.js';
import type { SearchIndex } from '../../../../../subgraphs/search/index/search-index.js';

const A = '310000';
const URL = 'http://127.0.0.1:1/graphql';
const index = { attested: async () => null, position: async () => ({ cursor: null, seq: 0 }) } as unknown as SearchIndex;
const named = (...names: readonly string[]): TransportAnswer => ({ data: { logs: names.map((name) => ({ name })) } });
const OLDER: TransportAnswer = { errors: [{ message: 'Cannot query field "logs" on type "Query".', extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] };

let clock: VirtualClock;
let begun: number;
let states: FeedStates;
let warnings: { readonly left?: number }[];
/** Seconds since the start at which the node was asked which logs it has. */
let asked: number[];
let answer: () => TransportAnswer;
let logs: AuthorityLogs;

const send: Transport = async ({ query, signal }) => {
  // Nothing is new in any log.
  if (!query.includes('logs(')) return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new TransportFailure('aborted'))));
  asked.push((clock.millis - begun) / 1_000);
  return answer();
};
const refused = (): never => {
  throw new TransportFailure('connect ECONNREFUSED');
};
const passSeconds = (seconds: number): Promise<void> => clock.passUntil(begun + seconds * 1_000);

beforeEach(() => {
  // Without chance in them, pauses are as long as they can be.
  clock = new VirtualClock({ next: () => 1 } as ConstructorParameters<typeof VirtualClock>[0]);
  begun = clock.millis;
  states = new FeedStates();
  warnings = [];
  asked = [];
});

afterEach(() => logs.close());

function follow(first: () => TransportAnswer): void {
  answer = first;
  const logger = pino({ level: 'warn' }, { write: (line: string) => void warnings.push(JSON.parse(line) as { left?: number }) });
  logs = new AuthorityLogs(A, URL, { index, send, states, logger, clock });
}

describe('a node that says which logs it has', () => {
  test('is asked every five seconds, so that a new audience is found', async () => {
    follow(() => named('PUBLIC'));
    await passSeconds(12);
    answer = () => named('PUBLIC', 'MEMBER', 'OWNER', 'NAMED:MEE,330000', 'nonsense');
    await passSeconds(16);
    expect(asked).toEqual([0, 5, 10, 15]);
    expect(states.authorities).toEqual([A, `${A}/MEMBER`]);
  });

  test('is followed in 64 logs at most, with names of 2,000 characters at most, and one warning', async () => {
    const two = (n: number): string => String(n).padStart(2, '0');
    follow(() => named('PUBLIC', `NAMED:${Array.from({ length: 400 }, (_, n) => `A${String(n).padStart(4, '0')}`).join()}`, 'OWNER', ...Array.from({ length: 70 }, (_, n) => `NAMED:${two(n)}`)));
    await passSeconds(11);
    expect(states.authorities).toHaveLength(64);
    expect(states.authorities).toContain(`${A}/NAMED:62`);
    expect(warnings.map(({ left }) => left)).toEqual([8]);
  });
});

describe('a node that does not', () => {
  test('is asked more and more seldom while it fails, down to once a minute, and as often as before once it answers', async () => {
    follow(refused);
    await passSeconds(200);
    expect(asked).toEqual([0, 5, 15, 35, 75, 135, 195]);
    answer = () => named('PUBLIC', 'MEMBER');
    await passSeconds(261);
    expect(asked.slice(7)).toEqual([255, 260]);
    expect(states.authorities).toContain(`${A}/MEMBER`);
  });

  test('because it is of an older contract is asked once an hour', async () => {
    follow(() => OLDER);
    await passSeconds(3_601);
    expect(asked).toEqual([0, 3_600]);
  });

  test('is asked at once where it has moved', async () => {
    follow(() => OLDER);
    await passSeconds(10);
    answer = () => named('PUBLIC', 'MEMBER');
    logs.moveTo(URL);
    logs.moveTo('http://127.0.0.1:2/graphql');
    await passSeconds(11);
    expect(asked).toEqual([0, 10]);
    expect(states.authorities).toContain(`${A}/MEMBER`);
  });
});
