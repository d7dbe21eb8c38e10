import { setTimeout as delay } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { judge, NO_ANSWER, type Verdict } from './chaos-query.js';

export interface SteadyLoadOptions {
  /** Addresses of the gateways' GraphQL. */
  readonly gateways: readonly string[];
  readonly perSecond: number;
  /** Body of request number `n`. */
  readonly body: (n: number) => string;
  /** How long an answer is waited for. @default 15000 */
  readonly patienceMillis?: number;
}

/** One request: when it was due, and how long after that its answer was there. */
export interface Sample extends Verdict {
  readonly at: number;
  readonly millis: number;
}

/** How often a gateway is asked whether it is ready, as a balancer does. */
const LOOK_MILLIS = 200;

/**
 * A client behind a balancer: so many requests a second whatever becomes of them, in turn to the gateways that say they
 * are ready; one whose connection is refused or cut goes to another, once.
 */
export class SteadyLoad {
  readonly samples: Sample[] = [];
  readonly #options: SteadyLoadOptions;
  readonly #agent = new Agent({ connections: 256 });
  readonly #ready: Set<string>;
  readonly #ending = new AbortController();
  readonly #running: Promise<unknown>;
  /** When the requests under way were due. */
  readonly #waiting = new Set<number>();
  /** When the next request is due. */
  #next = performance.now();

  constructor(options: SteadyLoadOptions) {
    this.#options = options;
    this.#ready = new Set(options.gateways);
    this.#running = Promise.all([this.#send(), ...options.gateways.map(async (gateway) => this.#look(gateway))]);
  }

  /** Whether every request that was due before `moment` has its sample. */
  isAnsweredUntil(moment: number): boolean {
    return this.#next >= moment && [...this.#waiting].every((due) => due >= moment);
  }

  /** Ends the load and waits for what is under way. */
  async close(): Promise<void> {
    this.#ending.abort();
    await this.#running;
    await this.#agent.close();
  }

  async #send(): Promise<void> {
    const { perSecond } = this.#options;
    const started = performance.now();
    const underWay = new Set<Promise<void>>();
    for (let n = 0; !this.#ending.signal.aborted; n += 1) {
      const due = started + (n * 1_000) / perSecond;
      this.#next = due;
      const wait = due - performance.now();
      if (wait > 0) await delay(wait);
      const one = this.#ask(n, due).finally(() => underWay.delete(one));
      underWay.add(one);
    }
    await Promise.all(underWay);
  }

  async #ask(n: number, at: number): Promise<void> {
    this.#waiting.add(at);
    const body = this.#options.body(n);
    const turn = this.#inTurn(n);
    const verdict = await this.#post(turn[0] as string, body).catch(async () => this.#post(turn[1] ?? (turn[0] as string), body)).catch(() => NO_ANSWER);
    this.samples.push({ at, millis: performance.now() - at, ...verdict });
    this.#waiting.delete(at);
  }

  #inTurn(n: number): readonly string[] {
    const { gateways } = this.#options;
    const ready = gateways.filter((gateway) => this.#ready.has(gateway));
    const usable = ready.length > 0 ? ready : gateways;
    return [...usable.slice(n % usable.length), ...usable.slice(0, n % usable.length)];
  }

  async #post(url: string, body: string): Promise<Verdict> {
    const signal = AbortSignal.timeout(this.#options.patienceMillis ?? 15_000);
    const answer = await request(url, { dispatcher: this.#agent, method: 'POST', headers: { 'content-type': 'application/json' }, body, signal });
    return judge(await answer.body.text(), body);
  }

  async #look(gateway: string): Promise<void> {
    while (!this.#ending.signal.aborted) {
      const isReady = await request(gateway.replace('/graphql', '/readyz'), { dispatcher: this.#agent, signal: AbortSignal.timeout(2_000) }).then(
        async ({ statusCode, body }) => (await body.dump(), statusCode === 200),
        () => false,
      );
      if (isReady) this.#ready.add(gateway);
      else this.#ready.delete(gateway);
      await delay(LOOK_MILLIS, undefined, { signal: this.#ending.signal }).catch(() => undefined);
    }
  }
}
