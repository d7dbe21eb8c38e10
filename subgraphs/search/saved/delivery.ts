import { createHash, createHmac } from 'node:crypto';
import type { IndexHit } from '../index/search-index.js';
import type { SavedSearch } from './saved-search.js';

/** A record that matches, in the version that was published. */
export interface Match {
  readonly hit: IndexHit;
  readonly version: number;
}

/** One post to a receiver. */
export interface Delivery {
  /** The same whenever the same is told, however often: a receiver that has seen it has seen all of it. */
  readonly id: string;
  readonly body: string;
}

/** What a receiver is told of matches. */
export function deliveryOf({ id, query }: SavedSearch, matches: readonly Match[]): Delivery {
  const records = matches.map(({ version, hit }) => {
    const { kind, authority, title, summary, ownerName, modified, published } = hit;
    return { id: hit.id, version, kind, authority, title, summary, ownerName, modified, published };
  });
  const body = JSON.stringify({ type: 'search.matched', data: { search: id, query, records } });
  return { id: `${id}-${createHash('sha256').update(body).digest('hex').slice(0, 24)}`, body };
}

/** Headers of a post by Standard Webhooks 1.0: an HMAC with SHA-256 over id, time and body. */
export function signedHeaders({ id, body }: Delivery, secret: string, now: Date): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'content-type': 'application/json; charset=utf-8', 'user-agent': 'ucat', 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}
