import { Fact } from '../parts/page.js';
import { LIST_FILTERS, listAddress, type ListFilter } from '../state/search-state.js';
import { term } from '../words/say.js';

/** What a record has many of, as tags that lead to all records which have it; nothing where it has none. */
export function TagsFact({ name, filter, values }: { readonly name: string; readonly filter: ListFilter; readonly values: readonly string[] | null | undefined }) {
  if (!values || values.length === 0) return null;
  const vocabulary = LIST_FILTERS[filter];
  return (
    <Fact name={name}>
      <span class="kind">
        {values.map((value) => (
          <a key={value} class="tag" href={listAddress({ [filter]: value })}>
            {vocabulary === null ? value : term(vocabulary, value)}
          </a>
        ))}
      </span>
    </Fact>
  );
}
