import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { listen, readBody, type HttpServer } from '../../../subgraphs/kit/http-server.js';

/** A post as it came. */
export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly records: readonly { readonly id: string; readonly version: number; readonly title: string }[];
  readonly status: number;
}

/** A real receiver of webhooks, which answers what it is told to. */
export class Receiver implements AsyncDisposable {
  readonly received: Received[] = [];
  /** Status of the next answers. */
  status = 204;
  #server: HttpServer | null = null;

  async open(): Promise<string> {
    this.#server = await listen(async (request, response) => {
      const body = (await readBody(request, 1_000_000)).toString('utf8');
      const { data } = JSON.parse(body) as { readonly data: { readonly records: Received['records'] } };
      this.received.push({ headers: request.headers, body, records: data.records, status: this.status });
      response.writeHead(this.status, this.status === 302 ? { location: '/elsewhere' } : {}).end();
    }, { port: 0 });
    return `${this.#server.url}/hook`;
  }

  /** `<title> <version>` of all that was taken, in order. */
  get taken(): readonly string[] {
    return this.received.filter(({ status }) => status < 300).flatMap(({ records }) => records.map(({ title, version }) => `${title} ${String(version)}`));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server?.close();
  }
}

/** Whether a post is signed with this secret, as a receiver looks at it. */
export function isSigned({ headers, body }: Received, secret: string): boolean {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const expected = createHmac('sha256', key).update(`${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`).digest();
  const given = Buffer.from(String(headers['webhook-signature']).replace(/^v1,/, ''), 'base64');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
