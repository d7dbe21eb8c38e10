import { catalogError } from '../../../schema/errors.js';
import type { Lang } from '../../../schema/generated/common.js';
import type { Texts } from '../../../schema/quality/described-record.js';
import { isDay, today } from '../../../schema/quality/day.js';
import { qualityOf, type Quality } from '../../../schema/quality/quality.js';
import type { CatalogRecord } from '../model.js';

interface LangArgs {
  readonly lang?: Lang | null;
}

/** A text of the result in the language asked for. */
const textOf =
  <Field extends 'name' | 'reason'>(field: Field) =>
  (result: Readonly<Record<Field, Texts>>, { lang }: LangArgs): string =>
    lang === 'EN' ? result[field].en : result[field].zh;

/**
 * Judges the record on a day: the one asked for, else today's. A whole day, so that the same question has the same
 * answer until midnight (UTC).
 */
export function resolveQuality(record: CatalogRecord, { on }: { readonly on?: string | null }): Quality | null {
  return qualityOf(record, on == null ? today() : checkDay(on));
}

function checkDay(on: string): string {
  if (isDay(on)) return on;
  throw catalogError('BAD_INPUT', `on: expected a day such as 2026-03-01 but got ${JSON.stringify(on.slice(0, 80))}.`, { argument: 'on' });
}

/** Resolvers of the types below `quality`; all else of them are properties. */
export const qualityResolvers = {
  QualityDimension: { name: textOf('name') },
  QualityMetric: { name: textOf('name'), reason: textOf('reason') },
  Gbt36344Dimension: { name: textOf('name'), reason: textOf('reason') },
};
