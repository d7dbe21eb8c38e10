import { Agent, request } from 'undici';
import { refusingConnector, type RefusesAddress } from '../../kit/transport/refused-addresses.js';
import { signedHeaders, type Delivery } from './delivery.js';
import type { SavedSearch } from './saved-search.js';

/** What became of a post. `retryAfterMillis` is what the receiver asks for, 0 where it asks for nothing. */
export type Outcome = { readonly taken: true } | { readonly taken: false; readonly gone: boolean; readonly problem: string; readonly retryAfterMillis: number };

export interface Poster {
  post(search: SavedSearch, delivery: Delivery, signal: AbortSignal): Promise<Outcome>;
  close(): Promise<void>;
}

export interface PosterOptions {
  /** Addresses that are not connected to. */
  readonly refuses: RefusesAddress;
  /** How long a receiver may take. @default 15000 */
  readonly timeoutMillis?: number;
}

const LONGEST_RETRY_AFTER_SECONDS = 86_400;

/** Posts deliveries. It follows no redirection, reads nothing of what a receiver says, and proves itself to it by the signature alone. */
export function createPoster({ refuses, timeoutMillis = 15_000 }: PosterOptions): Poster {
  const agent = new Agent({ connect: refusingConnector(refuses, { timeout: 5_000 }), connections: 4, keepAliveTimeout: 10_000 });
  return {
    async post({ url, secret }, delivery, signal) {
      try {
        const timed = AbortSignal.any([signal, AbortSignal.timeout(timeoutMillis)]);
        const { statusCode, headers, body } = await request(url, { method: 'POST', dispatcher: agent, headers: signedHeaders(delivery, secret, new Date()), body: delivery.body, signal: timed });
        body.on('error', () => undefined).destroy();
        if (statusCode >= 200 && statusCode < 300) return { taken: true };
        return { taken: false, gone: statusCode === 410, problem: `It answered status ${String(statusCode)}.`, retryAfterMillis: retryAfter(headers['retry-after']) };
      } catch (error) {
        return { taken: false, gone: false, problem: (error as Error).message, retryAfterMillis: 0 };
      }
    },
    close: async () => agent.destroy(),
  };
}

function retryAfter(header: string | string[] | undefined): number {
  const seconds = Number(header);
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(LONGEST_RETRY_AFTER_SECONDS, seconds) * 1_000 : 0;
}
