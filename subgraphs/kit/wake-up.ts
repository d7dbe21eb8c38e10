/** Lets readers wait for the next change instead of asking again and again: the waiting half of a long poll. */
export class WakeUp {
  readonly #waiting = new Set<() => void>();
  #closed = false;

  /** Resolves at the next `wake`, after `millis`, or when closed, whichever is first. */
  wait(millis: number): Promise<void> {
    if (this.#closed || millis <= 0) return Promise.resolve();
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, millis);
      this.#waiting.add(done);
    });
  }

  wake(): void {
    for (const done of [...this.#waiting]) done();
  }

  /** Ends all waiting, now and later: nobody is held back while a service stops. */
  close(): void {
    this.#closed = true;
    this.wake();
  }

  get closed(): boolean {
    return this.#closed;
  }
}
