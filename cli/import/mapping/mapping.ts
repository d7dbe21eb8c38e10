import type { RecordLink } from '../../../schema/formats/dcat-ap/read/links.js';
import type { RecordInput } from '../../../schema/generated/catalog.js';
import { KIND_CODES } from '../../../schema/ids.js';
import type { PathChoice } from './column-watch.js';
import { compileCondition } from './condition.js';
import { compileRule } from './compile-rule.js';
import { checkObject, complain, under, type At } from './issues.js';
import { compileFields, type FieldReport } from './record-shape.js';
import { excerpt, type Problem, type Rule } from './rule.js';
import type { Scope } from './source-path.js';
import { toText, type Value } from './value.js';

/** The mapping can't be used; the message names every key that is wrong. */
export class BadMapping extends Error {
  override readonly name = 'BadMapping';
}

/** A record and the identifier that its source knows it by. */
export interface MappedRecord {
  readonly identifier: string;
  readonly record: RecordInput;
  /** What its source also calls it, where that is not sure to be it alone. @default nothing */
  readonly alias?: string | undefined;
  /** Links to records of the same source that come before it. @default none */
  readonly links?: readonly RecordLink[];
  /** What the source left open and was supplied, or could not be taken over; counted by their words. @default none */
  readonly notes?: readonly string[];
}

/** What became of a line. The owner's id is not known before the node has it. */
export type MappedLine =
  | ({ readonly outcome: 'RECORD'; readonly owner: MappedRecord | undefined } & MappedRecord)
  | { readonly outcome: 'SKIPPED'; readonly because: string }
  | { readonly outcome: 'REJECTED'; readonly identifier: string | null; readonly problems: readonly Problem[] };

/** Turns a line of a source into a record. Pure: the same line always gives the same. */
export type Mapping = (line: Value) => MappedLine;

/** A mapping of a file, and what it reads of a line. */
export type CompiledMapping = Mapping & { readonly reads: readonly PathChoice[] };

type Part = (scope: Scope, problems: Problem[]) => MappedRecord | undefined;

const KEYS = ['system', 'kind', 'identifier', 'skip', 'record', 'owner'];

/** Checks a parsed mapping file and makes it work. @throws BadMapping */
export function compileMapping(document: unknown): CompiledMapping {
  const at: At = { key: '', issues: [], reads: [] };
  const { system, kind = 'DATASET', identifier, skip = [], record, owner } = checkObject(document, KEYS, at) ?? {};
  if (typeof kind !== 'string' || !(kind in KIND_CODES)) complain(under(at, 'kind'), `one of ${Object.keys(KIND_CODES).join(', ')}`, kind);
  const name = checkSystem(system, under(at, 'system'));
  const because = compileSkip(skip, under(at, 'skip'));
  const makeRecord = compilePart({ system: name, kind: String(kind), identifier, fields: record }, at, under(at, 'record'), '');
  const makeOwner = owner === undefined ? undefined : compileOwner(owner, name, under(at, 'owner'));
  if (at.issues.length > 0) throw new BadMapping(at.issues.join('\n'));
  return Object.assign((line: Value) => mapLine({ line, here: line }, because, makeRecord, makeOwner), { reads: at.reads });
}

function mapLine(scope: Scope, because: (scope: Scope) => string | undefined, makeRecord: Part, makeOwner: Part | undefined): MappedLine {
  const reason = because(scope);
  if (reason !== undefined) return { outcome: 'SKIPPED', because: reason };
  const problems: Problem[] = [];
  const record = makeRecord(scope, problems);
  const owner = makeOwner?.(scope, problems);
  if (!record || problems.length > 0) return { outcome: 'REJECTED', identifier: record?.identifier ?? null, problems };
  return { outcome: 'RECORD', ...record, owner };
}

/** The organization that owns the record, made from the same line: its own identifier and fields. */
function compileOwner(node: unknown, system: string, at: At): Part {
  const { identifier, ...fields } = (typeof node === 'object' && node !== null ? node : {}) as Readonly<Record<string, unknown>>;
  return compilePart({ system: `${system}/owners`, kind: 'ORGANIZATION', identifier, fields }, at, at, 'owner.');
}

interface PartNode {
  readonly system: string;
  readonly kind: string;
  readonly identifier: unknown;
  readonly fields: unknown;
}

function compilePart({ system, kind, identifier, fields }: PartNode, at: At, fieldsAt: At, prefix: string): Part {
  const identify = identifier === undefined ? undefined : compileRule(identifier, under(at, 'identifier'));
  if (!identify) complain(under(at, 'identifier'), 'a rule for what the source knows it by', identifier);
  const makeFields = compileFields(fields, fieldsAt);
  return (scope, problems) => {
    const report: FieldReport = (field) => ({ value, ...problem }) => void problems.push({ field: prefix + field, value: excerpt(value), ...problem });
    const name = readIdentifier(identify, scope, report);
    const content = makeFields(scope, report);
    return name === undefined ? undefined : { identifier: name, record: { kind, ...content, sources: [{ system, identifier: name }] } };
  };
}

function readIdentifier(identify: Rule | undefined, scope: Scope, report: FieldReport): string | undefined {
  const value = identify?.(scope, report('identifier'));
  const name = toText(value);
  if (name !== undefined && name !== '') return name;
  return report('identifier')({ value, rule: 'REQUIRED', message: 'Expected what the source knows it by: without it, a second import would make it anew.' });
}

function compileSkip(node: unknown, at: At): (scope: Scope) => string | undefined {
  if (!Array.isArray(node)) complain(at, 'a list of {when, because}', node);
  const reasons = (Array.isArray(node) ? node : []).map((one, index) => {
    const { when, because } = checkObject(one, ['when', 'because'], under(at, index)) ?? {};
    if (typeof because !== 'string') complain(under(under(at, index), 'because'), 'the reason, as it is reported', because);
    return { when: compileCondition(when, under(under(at, index), 'when')), because: String(because) };
  });
  return (scope) => reasons.find(({ when }) => when(scope))?.because;
}

function checkSystem(system: unknown, at: At): string {
  if (typeof system !== 'string' || !/^[\w.:/-]{1,200}$/.test(system)) complain(at, 'a name for the source, of letters, digits and . : / -', system);
  return String(system);
}
