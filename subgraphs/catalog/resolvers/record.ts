import { audienceOf } from '../../../schema/audience.js';
import type { Lang } from '../../../schema/generated/common.js';
import { authorityIn, TYPE_NAMES } from '../../../schema/ids.js';
import type { CatalogRecord, LangText, RecordKind } from '../model.js';
import type { CatalogContext } from './context.js';
import { loadRecord } from './load-record.js';
import { resolveProvenance } from './proofs.js';
import type { RecordStub } from './links.js';

const PREFIXES: Readonly<Record<Lang, RegExp>> = { ZH: /^zh\b/, EN: /^en\b/ };

/** The text in the language asked for, else the first. */
export function inLanguage(texts: readonly LangText[] | undefined, lang: Lang | null | undefined): string | null {
  const wanted = texts?.find((text) => PREFIXES[lang ?? 'ZH'].test(text.lang));
  return (wanted ?? texts?.[0])?.text ?? null;
}

/** A list that the record leaves out when it is empty. */
export const listOf =
  <Field extends string>(field: Field) =>
  (record: { readonly [Key in Field]?: readonly unknown[] }): readonly unknown[] =>
    record[field] ?? [];

interface LangArgs {
  readonly lang?: Lang | null;
}

export const titleIn = ({ titles }: CatalogRecord, { lang }: LangArgs): string | null => inLanguage(titles, lang);

/** What the resolvers of all kinds have in common. Other fields are properties of the record. */
export const recordFields = (kind: RecordKind) => ({
  __resolveReference: ({ id }: { readonly id: string }, context: CatalogContext) => loadRecord(id, context, kind),
  authority: ({ id }: RecordStub) => authorityIn(id),
  title: titleIn,
  description: ({ descriptions }: CatalogRecord, { lang }: LangArgs) => inLanguage(descriptions, lang),
  descriptions: listOf('descriptions'),
  keywords: listOf('keywords'),
  sources: listOf('sources'),
  provenance: resolveProvenance,
  audience: (record: CatalogRecord) => audienceOf(record).audience,
  named: (record: CatalogRecord) => (record.audience === 'NAMED' ? record.named : null),
  servedFrom: (_: RecordStub, __: unknown, { origin }: CatalogContext) => origin.servedFrom,
  asOf: ({ id }: RecordStub, _: unknown, { origin }: CatalogContext) => origin.asOf(id).toISOString(),
});

export const resolveRecordType = ({ kind }: RecordStub): string => TYPE_NAMES[kind];
