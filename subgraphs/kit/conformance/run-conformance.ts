import { describeNode, type NodeDescription } from '../identity/node-description.js';
import type { CallProofs } from '../identity/calls/call-proofs.js';
import type { ClientTls } from '../tls.js';
import { createHttpTransport, type HttpTransport } from '../transport/http-transport.js';
import type { RefusesAddress } from '../transport/refused-addresses.js';
import { TransportFailure } from '../transport/transport.js';
import { runCheck, type Ask, type Check, type Subject } from './check.js';
import type { CheckResult } from './check-result.js';
import { contract } from './checks/contract.js';
import { authoritiesServed, description } from './checks/description.js';
import { entities } from './checks/entities.js';
import { errors } from './checks/errors.js';
import { feedGapless, feedHashes, feedIds } from './checks/feed.js';
import { cursors, longPoll, resume } from './checks/following.js';
import { bodyLimit, pageLimit } from './checks/limits.js';
import { records, tombstones } from './checks/records.js';
import { readFeed, type FeedReading } from './feed-reading.js';

/** Everything that is tried, in this order. */
export const CHECKS: readonly Check[] = [description, authoritiesServed, contract, feedGapless, feedIds, feedHashes, records, tombstones, errors, entities, pageLimit, bodyLimit, longPoll, cursors, resume];

export interface ConformanceOptions {
  /** What is asked for; without any, what the node says that it serves. */
  readonly authorities?: readonly string[];
  /** How long one question may take. @default 5000 */
  readonly timeoutMillis?: number;
  /** How long all of it may take; what was not tried by then fails. @default 50000 */
  readonly limitMillis?: number;
  /** How long the logs are read; what is longer is read in part. @default 6000 */
  readonly readingMillis?: number;
  /** How much of each log is read. @default 20000 */
  readonly entries?: number;
  /** Addresses that are not connected to. @default none */
  readonly refuses?: RefusesAddress | undefined;
  /** Prove who asks. @default nothing does */
  readonly proofs?: CallProofs | undefined;
  readonly tls?: ClientTls | undefined;
  /** Told of each result as it comes. */
  readonly onResult?: (result: CheckResult) => void;
}

/**
 * Tries a running node from outside, by HTTP alone, and changes nothing there.
 *
 * @param url address of its GraphQL endpoint
 * @returns one result for each of `CHECKS`
 * @throws Error where neither the caller nor the node says for which authorities
 */
export async function runConformance(url: string, { authorities, timeoutMillis = 5_000, limitMillis = 50_000, readingMillis = 6_000, entries = 20_000, refuses, proofs, tls, onResult }: ConformanceOptions = {}): Promise<readonly CheckResult[]> {
  const http = createHttpTransport({ refuses, proofs, tls });
  try {
    const limits: TimeLimits = { timeoutMillis, limitMillis, began: performance.now() };
    const ask = askOver(http, url, limits, authorities);
    const node = await describeNode(url, { timeoutMillis, refuses, tls }).catch((error: unknown) => error as Error);
    const asked = authorities ?? served(node);
    const tried = triedOf(asked, node);
    const subject: Subject = {
      url,
      asked,
      authorities: tried,
      description: node,
      feeds: await readFeeds(ask, tried, { entries, deadline: performance.now() + readingMillis }),
      ask,
      reconnected: async (work) => {
        const fresh = createHttpTransport({ refuses, proofs, tls });
        return work(askOver(fresh, url, limits, authorities)).finally(() => fresh.close());
      },
    };
    return await inOrder(subject, onResult);
  } finally {
    await http.close();
  }
}

async function inOrder(subject: Subject, onResult: ConformanceOptions['onResult']): Promise<readonly CheckResult[]> {
  const results: CheckResult[] = [];
  for (const check of CHECKS) {
    const result = await runCheck(check, subject);
    results.push(result);
    onResult?.(result);
  }
  return results;
}

interface TimeLimits {
  readonly timeoutMillis: number;
  readonly limitMillis: number;
  readonly began: number;
}

/** A node that answers each question slowly must not hold whoever tries it for as long as it likes. */
const askOver = ({ send }: HttpTransport, url: string, { timeoutMillis, limitMillis, began }: TimeLimits, audience: readonly string[] | undefined): Ask =>
  async function ask(query, variables, ownTimeoutMillis = timeoutMillis) {
    const left = began + limitMillis - performance.now();
    if (left <= 0) throw new TransportFailure(`The trial took longer than ${String(limitMillis)} ms: ${url} answers too slowly.`);
    return send({ url, query, variables, timeoutMillis: Math.min(ownTimeoutMillis, Math.ceil(left)), audience });
  };

function served(node: NodeDescription | Error): readonly string[] {
  if (node instanceof Error) throw node;
  return node.authorities;
}

/** An authority that the node does not serve fails one check, not all. */
function triedOf(asked: readonly string[], node: NodeDescription | Error): readonly string[] {
  const tried = node instanceof Error ? [] : asked.filter((code) => node.authorities.includes(code));
  return tried.length > 0 ? tried : asked;
}

/** Reads each log. One that can't be read is a log out of order, with the reason. */
async function readFeeds(ask: Ask, authorities: readonly string[], limits: { readonly entries: number; readonly deadline: number }): Promise<readonly FeedReading[]> {
  const feeds: FeedReading[] = [];
  for (const authority of authorities) feeds.push(await readFeed(ask, authority, limits).catch((error: unknown) => unread(authority, error as Error)));
  return feeds;
}

const unread = (authority: string, { message }: Error): FeedReading => ({ authority, read: 0, head: 0, live: null, complete: false, cursor: null, records: new Map(), disorder: message, strange: null, forged: null });
