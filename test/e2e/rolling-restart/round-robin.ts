import { request, Agent } from 'undici';

/** What a balancer without health checks does: each request to the next address, and to another one only where the first took no connection. */
export class RoundRobin {
  readonly #agent = new Agent({ connections: 16 });
  readonly #urls: readonly string[];
  #turn = 0;

  constructor(urls: readonly string[]) {
    this.#urls = urls;
  }

  /** @throws Error where no address took the connection, or the one that did gave no answer */
  async post(body: string): Promise<{ readonly status: number; readonly text: string }> {
    const start = this.#turn++;
    for (let attempt = 0; ; attempt += 1) {
      const url = this.#urls[(start + attempt) % this.#urls.length] as string;
      try {
        const { statusCode, body: answer } = await request(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body, dispatcher: this.#agent });
        return { status: statusCode, text: await answer.text() };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ECONNREFUSED' || attempt + 1 >= this.#urls.length) throw error;
      }
    }
  }

  async close(): Promise<void> {
    await this.#agent.close();
  }
}
