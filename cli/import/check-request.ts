import { statSync } from 'node:fs';
import { OPENNESS } from '../../schema/enum-words.js';
import type { Openness } from '../../schema/generated/common.js';
import { isAuthorityCode, parseId } from '../../schema/ids.js';
import { isLineageFormat } from './lineage/lineage-formats.js';
import { isHttpUrl } from '../../subgraphs/kit/env.js';
import { BadRequest } from '../bad-request.js';
import { numberText, wholeNumber } from '../whole-number.js';

/** A file and what its entries are. */
export interface SourceRequest {
  readonly file: string;
  /** Mapping file or name; without one the file must be of a built-in format. */
  readonly mapping?: string | undefined;
  readonly authority?: string | undefined;
  readonly format?: string | undefined;
  readonly items?: string | undefined;
  /** Names the source of a built-in format. */
  readonly system?: string | undefined;
  /** Id of the organization that owns what a file of a built-in format names no owner of. */
  readonly owner?: string | undefined;
  /** Openness of data of which such a file does not state it. */
  readonly access?: string | undefined;
}

/** What `ucat import` was asked for, as it came from the command line. */
export interface ImportRequest extends Omit<SourceRequest, 'file'> {
  /** The file; none where a portal is read. */
  readonly file?: string | undefined;
  /** Address of a CKAN portal to read instead of a file. */
  readonly fromCkan?: string | undefined;
  /** File that remembers how far the portal was read. */
  readonly state?: string | undefined;
  readonly node: string;
  readonly token?: string | undefined;
  readonly batch: number;
  /** The source has all there is: what it does not contain is retired. */
  readonly complete?: boolean | undefined;
  readonly maxRetire?: number | undefined;
  readonly force?: boolean | undefined;
}

/** @throws BadRequest, naming the option, what was expected and what came */
export function checkRequest(request: ImportRequest): void {
  const { node, batch, maxRetire, file, fromCkan, mapping, state, complete, format } = request;
  if (!isHttpUrl(node)) throw new BadRequest(`--node: expected the http or https address of the node's GraphQL endpoint but got ${node}.`);
  wholeNumber('--batch', batch, 1, 5_000);
  if (maxRetire !== undefined && !(maxRetire >= 0 && maxRetire <= 1)) throw new BadRequest(`--max-retire: expected a share of 0 to 1 but got ${numberText(maxRetire)}.`);
  if ((file === undefined) === (fromCkan === undefined)) throw new BadRequest('Expected either a FILE or --from-ckan with the address of a portal.');
  if (state !== undefined && fromCkan === undefined) throw new BadRequest('--state: expected it with --from-ckan, whose reading it remembers.');
  if (complete && isLineageFormat(format)) throw new BadRequest(`--complete: expected it with records, but ${format} tells what was made from what.`);
  if (file !== undefined) return checkSource({ ...request, file });
  if (!isHttpUrl(fromCkan ?? '')) throw new BadRequest(`--from-ckan: expected the http or https address of a portal but got ${String(fromCkan)}.`);
  if (mapping !== undefined) throw new BadRequest('--mapping: expected a FILE with it; a CKAN portal needs none.');
  checkOptions(request);
}

/** @throws BadRequest, as `checkRequest` */
export function checkSource({ file, ...options }: SourceRequest): void {
  checkOptions(options);
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) throw new BadRequest(`FILE: expected a file but found none at ${file}.`);
}

function checkOptions({ authority, system, owner, access }: Omit<SourceRequest, 'file'>): void {
  if (authority !== undefined && !isAuthorityCode(authority)) throw new BadRequest(`--authority: expected 2 to 12 of 0-9 A-Z but got ${authority}.`);
  if (system !== undefined && !/^[\w.:/-]{1,200}$/.test(system)) throw new BadRequest(`--system: expected letters, digits and . : / - but got ${system}.`);
  if (owner !== undefined && !parseId(owner).ok) throw new BadRequest(`--owner: expected the id of an organization, such as 310000-OR-0000000001-V, but got ${owner}.`);
  if (access !== undefined && !isOpenness(access)) throw new BadRequest(`--access: expected one of ${OPENNESS.join(', ')} but got ${access}.`);
}


export const isOpenness = (text: string): text is Openness => (OPENNESS as readonly string[]).includes(text);
