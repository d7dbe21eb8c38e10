import type { Worker } from 'node:worker_threads';
import type { AuthorityStanding } from '../search-index.js';
import type { ManagedThread } from './managed-thread.js';

/** Starts a thread; `onRestarted` is to be called each time it was started again. */
export type StartReader = (onRestarted: (thread: ManagedThread) => void) => Promise<ManagedThread>;

/** One of the threads. What may be asked is its worker, not the thread: the next worker knows nothing of what this one was told. */
interface Member {
  readonly thread: ManagedThread;
  /** The worker that may be asked: it has all that was committed, and knows the standing. */
  joined: Worker | null;
  /** The worker that has read what most queries want. */
  warm: Worker | null;
  underWay: number;
  /** The higher, the later it was given a question. */
  turn: number;
}

interface Question {
  readonly method: string;
  readonly args: readonly unknown[];
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
  /** Whether a thread went down over it. */
  readonly isSecond: boolean;
}

/**
 * The threads that answer, each with all columns. A question goes to one that has none; where all have one it waits for the first
 * that has not, so that none stands behind a long one while another thread is free. Where a thread goes down over a question another
 * one is asked, but no third: what ends threads is not handed on and on.
 *
 * A thread that was started again is asked when it has taken in what is committed and knows the standing, and after those that are warm.
 */
export class ReaderGroup {
  #members: readonly Member[] = [];
  readonly #waiting: Question[] = [];
  /** Questions that are not answered yet. */
  readonly #asked = new Set<Promise<unknown>>();
  #standing: AuthorityStanding | null = null;
  #turns = 0;

  /** Resolves when all `count` threads may be asked. @throws the error of one that can't start; then none is left */
  static async open(count: number, start: StartReader): Promise<ReaderGroup> {
    const group = new ReaderGroup();
    const started = await Promise.allSettled(Array.from({ length: count }, () => start((thread) => void group.#join(thread))));
    const threads = started.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    const failed = started.find((outcome) => outcome.status === 'rejected');
    if (failed) {
      await Promise.all(threads.map((thread) => thread.close()));
      throw failed.reason as Error;
    }
    group.#members = threads.map((thread) => ({ thread, joined: null, warm: null, underWay: 0, turn: 0 }));
    await Promise.all(threads.map((thread) => group.#join(thread)));
    return group;
  }

  /** How many may be asked now. */
  get answering(): number {
    return this.#joined.length;
  }

  get threads(): readonly ManagedThread[] {
    return this.#members.map(({ thread }) => thread);
  }

  /** Null until it is told: the threads know what was kept. */
  get standing(): AuthorityStanding | null {
    return this.#standing;
  }

  /** Rejects at once where none may be asked. */
  ask<Result>(method: string, ...args: readonly unknown[]): Promise<Result> {
    return this.#put(method, args, false);
  }

  /** Asks what is answered in turns, between other questions. Always the same thread where that may be asked, so that what it keeps of the answer serves all. */
  async askAside<Result>(method: string, ...args: readonly unknown[]): Promise<Result> {
    const thread = this.#asking[0]?.thread;
    if (!thread) throw noneAnswers();
    const { worker } = thread;
    try {
      return await this.#answered(thread.call<Result>(method, ...args));
    } catch (error) {
      if (thread.worker === worker) throw error;
      return this.#put(method, args, true);
    }
  }

  /** Resolves when every thread that may be asked has what is committed; one that is started meanwhile comes with it. Rejects where none may be asked. */
  refresh(): Promise<void> {
    return this.#tell('refresh');
  }

  /** The same of a standing. */
  heed(standing: AuthorityStanding): Promise<void> {
    this.#standing = standing;
    return this.#tell('heed', standing);
  }

  /** Rejects unless every thread does what it is called for. */
  async everyOne(method: string): Promise<void> {
    await Promise.all(this.threads.map((thread) => thread.call(method)));
  }

  /** Ends the threads when all that they were asked is answered. */
  async close(): Promise<void> {
    while (this.#asked.size > 0) await Promise.allSettled(this.#asked);
    await Promise.all(this.threads.map((thread) => thread.close()));
  }

  get #joined(): readonly Member[] {
    return this.#members.filter(({ thread, joined }) => joined !== null && joined === thread.worker);
  }

  /** Those that are asked: the warm ones where there are any. */
  get #asking(): readonly Member[] {
    const warm = this.#joined.filter(({ thread, warm }) => warm === thread.worker);
    return warm.length > 0 ? warm : this.#joined;
  }

  #put<Result>(method: string, args: readonly unknown[], isSecond: boolean): Promise<Result> {
    return this.#answered(new Promise<Result>((resolve, reject) => {
      this.#waiting.push({ method, args, resolve, reject, isSecond });
      this.#handOut();
    }));
  }

  #answered<Result>(answer: Promise<Result>): Promise<Result> {
    this.#asked.add(answer);
    return answer.finally(() => this.#asked.delete(answer));
  }

  #handOut(): void {
    while (this.#waiting.length > 0) {
      const asking = this.#asking;
      if (asking.length === 0) return this.#waiting.splice(0).forEach(({ reject }) => reject(noneAnswers()));
      // A single thread is given all at once: it has them in order, and is never without one.
      const free = this.#members.length === 1 ? asking : asking.filter(({ underWay }) => underWay === 0);
      if (free.length === 0) return;
      // In turn, so that each has read what is often asked for.
      void this.#give(this.#waiting.shift() as Question, free.reduce((one, other) => (other.turn < one.turn ? other : one)));
    }
  }

  async #give(question: Question, member: Member): Promise<void> {
    const { thread } = member;
    const { worker } = thread;
    member.underWay++;
    member.turn = ++this.#turns;
    try {
      question.resolve(await thread.call<never>(question.method, ...question.args));
    } catch (error) {
      if (thread.worker === worker || question.isSecond) question.reject(error);
      else this.#waiting.unshift({ ...question, isSecond: true });
    }
    member.underWay--;
    this.#handOut();
  }

  /** One that goes down over it is started again, and comes with it. */
  async #tell(method: string, ...args: readonly unknown[]): Promise<void> {
    const up = this.threads.map((thread) => ({ thread, worker: thread.worker })).filter(({ worker }) => worker !== null);
    const outcomes = await Promise.allSettled(up.map(({ thread }) => thread.call(method, ...args)));
    const failed = outcomes.find((outcome, place) => outcome.status === 'rejected' && up[place]?.worker === up[place]?.thread.worker);
    if (failed?.status === 'rejected') throw failed.reason as Error;
    if (!outcomes.some(({ status }) => status === 'fulfilled')) throw noneAnswers();
  }

  /** What is committed from here on it is told like the others: its worker is known. */
  async #join(thread: ManagedThread): Promise<void> {
    const { worker } = thread;
    const member = this.#members.find((one) => one.thread === thread);
    if (!member || worker === null) return;
    try {
      await Promise.all([thread.call('refresh'), ...(this.#standing === null ? [] : [thread.call('heed', this.#standing)])]);
      member.joined = worker;
      this.#handOut();
      void thread.call('warm').then(() => this.#warmed(member, worker), () => undefined);
    } catch {
      // It went down, or can't read the file: one that is begun anew may. In the midst of the engine none may be ended.
      await thread.call('close').catch(() => undefined);
      await worker.terminate();
    }
  }

  /** It is among those that are asked from here on, and may be the only one without a question. */
  #warmed(member: Member, worker: Worker): void {
    member.warm = worker;
    this.#handOut();
  }
}

const noneAnswers = (): Error => new Error('No reading thread of the index may be asked now.');
