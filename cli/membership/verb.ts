import { BadSetting, isHttpUrl } from '../../subgraphs/kit/env.js';
import type { Transport } from '../../subgraphs/kit/transport/transport.js';
import { cliTransport } from '../cli-transport.js';

/** Exit codes of the verbs between nodes and the registry. */
export const EXIT = { DONE: 0, REFUSED: 1, NOT_ASKED: 2 } as const;

/** What a verb did: for people as lines, for programs as data. */
export interface VerbResult {
  readonly lines: readonly string[];
  readonly data: unknown;
  /** @default true */
  readonly ok?: boolean;
}

/** A service understood, and said no. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

export interface VerbOutput {
  readonly json: boolean;
  readonly print?: (text: string) => void;
  readonly complain?: (text: string) => void;
}

/** Runs a verb and prints what it did. @returns the exit code; never throws */
export async function runVerb(work: (send: Transport) => Promise<VerbResult>, { json, print = console.log, complain = console.error }: VerbOutput): Promise<number> {
  const http = cliTransport();
  try {
    const { lines, data, ok = true } = await work(http.send);
    print(json ? JSON.stringify(data) : lines.join('\n'));
    return ok ? EXIT.DONE : EXIT.REFUSED;
  } catch (error) {
    const { message } = error as Error;
    if (json) print(JSON.stringify({ error: message }));
    else complain(message);
    return error instanceof Refused ? EXIT.REFUSED : EXIT.NOT_ASKED;
  } finally {
    await http.close();
  }
}

/** @throws BadSetting where an option is no address */
export function requireUrl(option: string, text: string | undefined): string {
  if (text === undefined || !isHttpUrl(text)) throw new BadSetting(option, 'the http or https address of a GraphQL endpoint', text);
  return text;
}
