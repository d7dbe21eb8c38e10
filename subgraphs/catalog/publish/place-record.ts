import type { RecordStore } from '../stores/record-store.js';
import { problem, type Problem } from '../validate/report.js';
import type { Validated } from '../validate/validate-record.js';

/** The authority that a valid record belongs to, or why that is not known. Only sources that are published already tell. */
export async function placeRecord(
  { authority, content }: Validated & { readonly ok: true },
  served: ReadonlySet<string>,
  store: Pick<RecordStore, 'findBySources'>,
): Promise<string | Problem> {
  const candidates = authority === null ? [...served] : [authority];
  if (candidates.length === 1) return candidates[0] as string;
  const keys = candidates.flatMap((candidate) => (content.sources ?? []).map((source) => ({ ...source, authority: candidate })));
  const found = await store.findBySources(keys);
  const [place, ...others] = new Set(keys.filter((_, index) => found[index]).map((key) => key.authority));
  if (place === undefined) return problem('REQUIRED', 'authority', null, `Expected the authority that the new record is to be of: this node serves ${candidates.join(', ')}.`);
  if (others.length === 0) return place;
  return problem('SOURCE_CONFLICT', 'sources', found.filter(Boolean).join(', '), `Expected an authority, for its sources name records of ${[place, ...others].join(' and ')}.`);
}
