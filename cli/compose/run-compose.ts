import { readFile, writeFile } from 'node:fs/promises';
import { composeExtension } from '../../gateway/composition/compose-extension.js';
import { ownSubgraphs, type Composition, type Subgraph } from '../../schema/compose-supergraph.js';
import { isHttpUrl } from '../../subgraphs/kit/env.js';
import { readSdl } from '../../subgraphs/kit/transport/read-sdl.js';
import type { Transport } from '../../subgraphs/kit/transport/transport.js';
import { BadRequest } from '../bad-request.js';

/** What `ucat compose` was asked for. */
export interface ComposeRequest {
  /** `name=source` of each subgraph of others: a file of its schema, or the address where it runs. */
  readonly subgraphs: readonly string[];
  /** `name=address` of subgraphs, as the supergraph is to name them. */
  readonly addresses: readonly string[];
  /** Where the supergraph is written; standard output without it. */
  readonly output?: string | undefined;
  /** Where the schema that clients see is written. @default nowhere */
  readonly api?: string | undefined;
}

export interface ComposeIo {
  readonly send: Transport;
  readonly print: (text: string) => void;
  readonly complain: (text: string) => void;
}

/** Exit codes of `ucat compose`. */
export const EXIT = { COMPOSED: 0, REFUSED: 1, NOT_DONE: 2 } as const;

const PATIENCE_MILLIS = 10_000;
const NAME = /^[a-z][a-z0-9-]{0,30}$/;

/**
 * Composes subgraphs of others with the catalog's own, by the rules that the gateway composes by.
 *
 * @returns exit code; never throws for what a user can cause
 */
export async function runCompose(request: ComposeRequest, { send, print, complain }: ComposeIo): Promise<number> {
  try {
    const own = ownSubgraphs();
    const addresses = new Map(request.addresses.map((text) => pair('--at', text)));
    const given = await Promise.all(request.subgraphs.map((text) => readSubgraph(pair('a subgraph', text), send)));
    const names = [...own, ...given].map(({ name }) => name);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined) throw new BadRequest(`Expected each subgraph to have a name of its own but got ${twice} twice.`);
    for (const [name, url] of addresses) {
      if (!names.includes(name) || !isHttpUrl(url)) throw new BadRequest(`--at: expected one of ${names.join(', ')} with its address but got ${name}=${url}.`);
    }
    const placed = (one: Subgraph): Subgraph => ({ ...one, url: addresses.get(one.name) ?? one.url });
    const composition = composeAll(own.map(placed), given.map(placed), complain);
    if (!composition.ok) return EXIT.REFUSED;
    if (request.output === undefined) print(composition.supergraphSdl.trimEnd());
    else await writeFile(request.output, composition.supergraphSdl);
    if (request.api !== undefined) await writeFile(request.api, `${composition.publicSdl.trim()}\n`);
    complain(`Composed: ${names.join(', ')}.`);
    return EXIT.COMPOSED;
  } catch (error) {
    if (!(error instanceof BadRequest || 'code' in (error as object))) throw error;
    complain((error as Error).message);
    return EXIT.NOT_DONE;
  }
}

/** One by one, as the gateway takes them in, so that each problem is told of the subgraph that has it. */
function composeAll(own: readonly Subgraph[], given: readonly Subgraph[], complain: (text: string) => void): Composition {
  let composition: Composition = { ok: false, problems: [] };
  for (const [index, one] of given.entries()) {
    composition = composeExtension(own, given.slice(0, index), one);
    if (composition.ok) continue;
    for (const problem of composition.problems) complain(`${one.name}: ${problem}`);
    return composition;
  }
  return composition;
}

function pair(what: string, text: string): readonly [name: string, value: string] {
  const at = text.indexOf('=');
  const name = text.slice(0, Math.max(0, at));
  if (!NAME.test(name) || at === text.length - 1) throw new BadRequest(`Expected ${what} as name=value, with a name of a-z 0-9 -, but got ${text}.`);
  return [name, text.slice(at + 1)];
}

async function readSubgraph([name, source]: readonly [string, string], send: Transport): Promise<Subgraph> {
  if (!isHttpUrl(source)) return { name, url: `http://${name}.invalid/graphql`, sdl: await readFile(source, 'utf8') };
  try {
    return { name, url: source, sdl: await readSdl({ url: source, send, timeoutMillis: PATIENCE_MILLIS }) };
  } catch (error) {
    throw new BadRequest(`${name}: ${source} could not be asked for its schema: ${(error as Error).message}`);
  }
}
