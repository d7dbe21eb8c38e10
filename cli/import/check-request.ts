import { statSync } from 'node:fs';
import { isAuthorityCode } from '../../schema/ids.js';
import { isHttpUrl } from '../../subgraphs/kit/env.js';

/** What `ucat import` was asked for, as it came from the command line. */
export interface ImportRequest {
  readonly file: string;
  /** Mapping file or name; without one the file must be of a built-in format. */
  readonly mapping?: string | undefined;
  readonly node: string;
  readonly authority?: string | undefined;
  readonly token?: string | undefined;
  readonly batch: number;
  readonly format?: string | undefined;
  readonly items?: string | undefined;
  /** Names the source of a built-in format. */
  readonly system?: string | undefined;
  /** The source has all there is: what it does not contain is retired. */
  readonly complete?: boolean | undefined;
  readonly maxRetire?: number | undefined;
  readonly force?: boolean | undefined;
}

/** The request can't be carried out as it was made. */
export class BadRequest extends Error {
  override readonly name = 'BadRequest';
}

/** @throws BadRequest, naming the option, what was expected and what came */
export function checkRequest({ file, node, authority, batch, system, maxRetire }: ImportRequest): void {
  if (!isHttpUrl(node)) throw new BadRequest(`--node: expected the http or https address of the node's GraphQL endpoint but got ${node}.`);
  if (authority !== undefined && !isAuthorityCode(authority)) throw new BadRequest(`--authority: expected 2 to 12 of 0-9 A-Z but got ${authority}.`);
  if (!Number.isInteger(batch) || batch < 1 || batch > 5_000) throw new BadRequest(`--batch: expected a whole number of 1 to 5000 but got ${String(batch)}.`);
  if (system !== undefined && !/^[\w.:/-]{1,200}$/.test(system)) throw new BadRequest(`--system: expected letters, digits and . : / - but got ${system}.`);
  if (maxRetire !== undefined && !(maxRetire >= 0 && maxRetire <= 1)) throw new BadRequest(`--max-retire: expected a share of 0 to 1 but got ${String(maxRetire)}.`);
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) throw new BadRequest(`FILE: expected a file but found none at ${file}.`);
}
