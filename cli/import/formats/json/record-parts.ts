import type { RecordInput } from '../../../../schema/generated/catalog.js';
import type { MappedLine, MappedRecord } from '../../mapping/mapping.js';
import { excerpt, type Problem } from '../../mapping/rule.js';
import type { Value } from '../../mapping/value.js';
import { languageOf } from './languages.js';

/** A text with its language, as a record has it; none where there is no text. */
export const inLanguage = (text: string | undefined, told?: string): readonly { readonly lang: string; readonly text: string }[] => (text === undefined ? [] : [{ lang: languageOf(text, told), text }]);

/** Only what says something is sent: neither null, nor undefined, nor an empty list, in the record and in what is in it. */
export const dropUnset = (record: RecordInput): RecordInput => said(record) as RecordInput;

function said(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(said);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== null && member !== undefined && !(Array.isArray(member) && member.length === 0));
  return Object.fromEntries(members.map(([key, member]) => [key, said(member)]));
}

export interface OwnerParts {
  readonly system: string;
  readonly name: string | undefined;
  /** What the source knows it by. @default its name */
  readonly identifier?: string | undefined;
  readonly lang?: string | undefined;
}

/** The organization that a source names as publisher. */
export function ownerRecord({ system, name, identifier = name, lang }: OwnerParts): MappedRecord | undefined {
  if (name === undefined || identifier === undefined) return undefined;
  return { identifier, record: { kind: 'ORGANIZATION', titles: inLanguage(name, lang), sources: [{ system: `${system}/owners`, identifier }] } };
}

/** An entry without what it is known by would be made anew at each import. */
export const withoutIdentifier = (field: string, value: Value): MappedLine => ({ outcome: 'REJECTED', identifier: null, problems: [problem(field, value, 'REQUIRED', 'Expected what the source knows it by: without it, a second import would make it anew.')] });

export const withNotes = (notes: readonly string[]): Pick<MappedRecord, 'notes'> => (notes.length > 0 ? { notes } : {});

export const problem = (field: string, value: Value, rule: string, message: string): Problem => ({ field, value: excerpt(value), rule, message });
