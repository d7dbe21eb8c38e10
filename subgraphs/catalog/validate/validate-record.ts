import type { RecordInput } from '../../../schema/generated/catalog.js';
import { isAuthorityCode, KIND_CODES, parseId, type RecordId } from '../../../schema/ids.js';
import type { RecordContent, RecordKind } from '../model.js';
import { tidyAudience } from './checks/audience.js';
import { oneOf } from './checks/codes.js';
import { FIELDS, KINDS, type ContentField } from './fields.js';
import { problem, type Problem, type Report } from './report.js';

/** A record that can be published, or all that is wrong with it. `id` and `authority` are the steward's own words. */
export type Validated =
  | { readonly ok: true; readonly content: RecordContent; readonly id: string | null; readonly authority: string | null }
  | { readonly ok: false; readonly id: string | null; readonly problems: readonly Problem[] };

const readKind = oneOf(KINDS);

/** Judges a record by itself, for a node that serves these authorities. Whether it exists already is not asked. */
export function validateRecord(input: RecordInput, served: ReadonlySet<string>): Validated {
  const problems: Problem[] = [];
  const report: Report = (...parts) => {
    problems.push(problem(...parts));
    return undefined;
  };
  const kind = readKind(input.kind, 'kind', report);
  const id = readId(input, kind, served, report);
  const authority = readAuthority(input, id, served, report);
  const content = tidyAudience(readContent(input, kind, report), report);
  checkShareCondition(content['shareType'], input.shareCondition, report);
  checkMetBy(content, report);
  const known = id ? (input.id?.trim() ?? null) : null;
  if (problems.length > 0) return { ok: false, id: known, problems };
  // Each field went through the check of its name and kind; that is what makes it a RecordContent.
  return { ok: true, content: { ...content, kind } as unknown as RecordContent, id: known, authority };
}

function readContent(input: RecordInput, kind: RecordKind | undefined, report: Report): Partial<Record<ContentField, unknown>> {
  const content: Partial<Record<ContentField, unknown>> = {};
  for (const field of Object.keys(FIELDS) as ContentField[]) {
    const value = readField(field, input[field], kind, report);
    if (value !== undefined) content[field] = value;
  }
  return content;
}

function readField(field: ContentField, value: unknown, kind: RecordKind | undefined, report: Report): unknown {
  const { check, required, optional } = FIELDS[field];
  if (isUnset(value)) {
    if (kind && required.includes(kind)) report('REQUIRED', field, null, `Expected ${field}: a record of kind ${kind} must have it.`);
    return undefined;
  }
  if (kind && !required.includes(kind) && !optional.includes(kind)) {
    return report('NOT_OF_KIND', field, value, `Expected no ${field}: a record of kind ${kind} has no such field. It belongs to ${[...required, ...optional].join(', ')}.`);
  }
  return check(value, field, report);
}

/** Null, absent and an empty list all say nothing. */
const isUnset = (value: unknown): boolean => value === undefined || value === null || (Array.isArray(value) && value.length === 0);

function checkShareCondition(shareType: unknown, condition: unknown, report: Report): void {
  if (shareType === undefined || shareType === 'UNCONDITIONAL' || !isUnset(condition)) return;
  const what = shareType === 'NOT_SHARED' ? 'ground on which it is not shared' : 'condition on which it is shared';
  report('REQUIRED', 'shareCondition', null, `Expected the ${what}: shareType ${String(shareType)} needs it.`);
}

/** What a demand is met by is said of one that is met. */
function checkMetBy({ state, metBy }: Partial<Record<ContentField, unknown>>, report: Report): void {
  if (metBy !== undefined && state !== undefined && state !== 'MET') report('STATE', 'metBy', metBy, `Expected no metBy: a demand of the state ${String(state)} is not met.`);
}

function readId({ id }: RecordInput, kind: RecordKind | undefined, served: ReadonlySet<string>, report: Report): RecordId | undefined {
  if (id === undefined || id === null) return undefined;
  const parsed = parseId(id.trim());
  if (!parsed.ok) return report(parsed.rule, 'id', id, parsed.problem);
  if (kind && parsed.kind !== kind) return report('ID_KIND', 'id', id, `Expected an id of kind ${kind} (…-${KIND_CODES[kind]}-…) but got one of kind ${parsed.kind}.`);
  return served.has(parsed.authority) ? parsed : notServed('id', id, served, report);
}

/** The authority that the record is to be of; null where its steward left that open. */
function readAuthority({ authority }: RecordInput, id: RecordId | undefined, served: ReadonlySet<string>, report: Report): string | null {
  if (authority === undefined || authority === null) return id?.authority ?? null;
  const code = authority.trim();
  if (!isAuthorityCode(code)) report('AUTHORITY', 'authority', authority, 'Expected 2 to 12 of 0-9 A-Z, such as 310000.');
  else if (!served.has(code)) notServed('authority', authority, served, report);
  else if (id && id.authority !== code) report('AUTHORITY', 'authority', authority, `Expected the authority that the id names, ${id.authority}: leave one of the two out.`);
  return code;
}

const notServed = (field: string, value: string, served: ReadonlySet<string>, report: Report): undefined =>
  report('NOT_SERVED_HERE', field, value, `Expected an authority that this node serves: ${[...served].join(', ')}.`);
