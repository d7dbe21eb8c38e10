import type { FacetField, Lang } from '../../../schema/generated/search.js';
import type { MemberTable } from '../../kit/follow-members.js';
import { placeName, termLabel } from '../../kit/layers/term-label.js';
import type { FacetCount } from '../index/search-index.js';

/** The text of a facet's value as people read it; the value itself where nothing is known of it. */
export function facetLabel(field: FacetField, { value, title }: FacetCount, lang: Lang, members: MemberTable): string {
  if (title !== null) return title;
  const label = termLabel(field, value, lang);
  if (label !== undefined) return label;
  // A city may be a member, and has an English name as one.
  const authority = field === 'AUTHORITY' || field === 'REGION' ? members.authorities.get(value) : undefined;
  if (authority) return lang === 'EN' ? authority.nameEn : authority.nameZh;
  return field === 'REGION' ? placeName(value) : value;
}
