import { Agent, request } from 'undici';
import { givenTls, type ClientTls } from './tls.js';
import { refusingConnector, type RefusesAddress } from './transport/refused-addresses.js';

/** Longest answer that is read. */
const LIMIT_BYTES = 256 * 1024;

export interface AskJsonOptions {
  readonly timeoutMillis: number;
  /** Sent by POST as JSON; without one it is a GET. */
  readonly body?: object;
  /** Addresses that are not connected to. @default none */
  readonly refuses?: RefusesAddress | undefined;
  readonly tls?: ClientTls | undefined;
}

/**
 * Asks an address for JSON. Redirections are not followed: an address that was proved must not stand for another.
 *
 * @throws Error that names the address and what came
 */
export async function askJson(address: string, { timeoutMillis, body, refuses, tls }: AskJsonOptions): Promise<unknown> {
  const sent = body === undefined ? {} : { method: 'POST' as const, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const agent = (refuses ?? tls) && new Agent({ connect: refuses ? refusingConnector(refuses, givenTls(tls)) : givenTls(tls) });
  let status: number;
  let text: string;
  try {
    const response = await request(address, { ...sent, ...(agent && { dispatcher: agent }), signal: AbortSignal.timeout(timeoutMillis) });
    status = response.statusCode;
    text = await readText(response.body);
  } catch (error) {
    throw new Error(`${address} could not be asked: ${reasonOf(error as NodeJS.ErrnoException)}.`, { cause: error });
  } finally {
    await agent?.destroy();
  }
  const answer = parseJson(text);
  if (status !== 200 || answer === undefined) throw new Error(`${address} answered status ${String(status)}${refusalIn(answer)}.`);
  return answer;
}

async function readText(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > LIMIT_BYTES) throw new Error(`more than ${String(LIMIT_BYTES)} bytes came`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** What a service of ours says when it refuses. */
function refusalIn(answer: unknown): string {
  const { error } = (typeof answer === 'object' && answer !== null ? answer : {}) as { error?: unknown };
  return typeof error === 'string' ? `: ${error.slice(0, 300).replace(/\.$/, '')}` : answer === undefined ? ' with something that is not JSON' : '';
}

/** The system's code says more than the message beside it; a time limit has a number for a code. */
const reasonOf = ({ code, message }: NodeJS.ErrnoException): string => (typeof code === 'string' ? code : message.replace(/\.$/, ''));
