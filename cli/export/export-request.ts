import { isAuthorityCode, parseId } from '../../schema/ids.js';
import { isHttpUrl } from '../../subgraphs/kit/env.js';
import { folderProblem } from '../folder-problem.js';
import { BadRequest } from '../bad-request.js';
import { EXPORT_FORMATS, formatProblem, saysAudience, saysKind, type ExportFormat } from './writers.js';

/** What `ucat export` was asked for, as it came from the command line. */
export interface ExportRequest {
  /** GraphQL endpoint of a node; either this or `gateway`. */
  readonly node?: string | undefined;
  /** GraphQL endpoint of the gateway: the nation. */
  readonly gateway?: string | undefined;
  readonly authority?: string | undefined;
  readonly id?: string | undefined;
  readonly format: string;
  /** File to write; none: standard output. */
  readonly output?: string | undefined;
  readonly iriBase?: string | undefined;
  /** Of a viewer, or at a node of its steward: what that one may see is exported. Without one, what is public. */
  readonly token?: string | undefined;
}

export type CheckedExport = ExportRequest & { readonly format: ExportFormat; readonly url: string };

/** @throws BadRequest, naming the option, what was expected and what came */
export function checkExport(request: ExportRequest): CheckedExport {
  const { node, gateway, authority, id, format, iriBase, output, token } = request;
  if ((node === undefined) === (gateway === undefined)) throw new BadRequest('Expected either --node with the address of a node or --gateway with that of the gateway.');
  const url = node ?? gateway ?? '';
  if (!isHttpUrl(url)) throw new BadRequest(`${node === undefined ? '--gateway' : '--node'}: expected the http or https address of a GraphQL endpoint but got ${url}.`);
  if (authority !== undefined && !isAuthorityCode(authority)) throw new BadRequest(`--authority: expected 2 to 12 of 0-9 A-Z but got ${authority}.`);
  if (authority !== undefined && id !== undefined) throw new BadRequest('Expected --authority or --id but got both: the id names its authority.');
  const parsed = id === undefined ? undefined : parseId(id);
  if (parsed?.ok === false) throw new BadRequest(`--id: ${parsed.problem}`);
  if (parsed?.ok && parsed.kind === 'DATA_PRODUCT') throw new BadRequest(`--id: a node tells the offers of a data product only with its other records: expected --authority ${parsed.authority} in place of --id ${String(id)}.`);
  const known = EXPORT_FORMATS.find((one) => one === format);
  if (!known) throw new BadRequest(`--format: expected one of ${EXPORT_FORMATS.join(', ')} but got ${format}.`);
  if (parsed?.ok && !saysKind(known, parsed.kind)) throw new BadRequest(formatProblem(parsed.kind, known));
  // A file that may not say for whom a record is would be read by all as being for all.
  if (token !== undefined && !saysAudience(known)) throw new BadRequest(`--token: expected one of ${EXPORT_FORMATS.filter(saysAudience).join(', ')} beside it, which say who may know of a record, but got ${format}.`);
  const problem = output === undefined ? undefined : folderProblem(output);
  if (problem !== undefined) throw new BadRequest(`--output: ${problem}`);
  if (iriBase !== undefined && !/^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"]*$/.test(iriBase)) throw new BadRequest(`--iri-base: expected the beginning of an IRI such as https://catalog.example.cn/id/ but got ${iriBase}.`);
  return { ...request, format: known, url };
}
