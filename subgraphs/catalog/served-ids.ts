import { catalogError } from '../../schema/errors.js';
import { aTypeOf, isAuthorityCode, parseId, type RecordId } from '../../schema/ids.js';
import type { RecordKind } from './model.js';

/** The authorities whose records are answered for. */
export type Served = Pick<ReadonlySet<string>, 'has'> & Iterable<string>;

/** Reads an id of a record that this node would hold. @throws BAD_ID, NOT_SERVED_HERE */
export function requireServedId(id: string, served: Served, kind?: RecordKind): RecordId {
  const parsed = parseId(id);
  if (!parsed.ok) throw catalogError('BAD_ID', parsed.problem, { id: id.slice(0, 80) });
  if (kind && parsed.kind !== kind) throw catalogError('BAD_ID', `Expected the id of ${aTypeOf(kind)} but "${id}" is of ${aTypeOf(parsed.kind)}.`, { id });
  requireServedAuthority(parsed.authority, served);
  return parsed;
}

/** @throws BAD_INPUT, NOT_SERVED_HERE */
export function requireServedAuthority(authority: string, served: Served): void {
  if (!isAuthorityCode(authority)) throw catalogError('BAD_INPUT', `Expected an authority's code, 2 to 12 of 0-9 A-Z, but got ${JSON.stringify(authority.slice(0, 40))}.`);
  if (served.has(authority)) return;
  throw catalogError('NOT_SERVED_HERE', `This node serves ${[...served].join(', ')} but not ${authority}: ask the gateway, or the node that does.`, { authority });
}
