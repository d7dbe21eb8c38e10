/** Longest answer that is read. */
const LIMIT_BYTES = 256 * 1024;

export interface AskJsonOptions {
  readonly timeoutMillis: number;
  /** Sent by POST as JSON; without one it is a GET. */
  readonly body?: object;
}

/**
 * Asks an address for JSON. Redirections are not followed: an address that was proved must not stand for another.
 *
 * @throws Error that names the address and what came
 */
export async function askJson(address: string, { timeoutMillis, body }: AskJsonOptions): Promise<unknown> {
  const request = body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  let response: Response;
  let text: string;
  try {
    response = await fetch(address, { ...request, redirect: 'manual', signal: AbortSignal.timeout(timeoutMillis) });
    text = await readText(response);
  } catch (error) {
    throw new Error(`${address} could not be asked: ${reasonOf(error)}.`, { cause: error });
  }
  const answer = parseJson(text);
  if (response.status !== 200 || answer === undefined) throw new Error(`${address} answered status ${String(response.status)}${refusalIn(answer)}.`);
  return answer;
}

async function readText({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
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

/** `fetch` says "fetch failed" and keeps the reason as the cause. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as Error & { readonly cause?: { readonly code?: string; readonly message?: string } };
  return cause?.code ?? cause?.message ?? message;
}
