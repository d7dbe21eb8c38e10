import { useState } from 'preact/hooks';
import operation from '../../operations/facet.graphql';
import type { Bucket, Facet, FacetAnswer, Histograms } from '../api/answers.js';
import { ask } from '../api/ask.js';
import { lang } from '../state/language.js';
import { go } from '../state/router.js';
import { filterOf, filterOfFacet, searchAddress, toggled, type SearchState } from '../state/search-state.js';
import { number, say } from '../words/say.js';
import type { Word } from '../words/words.js';
import { DATE_WORDS, filterCount, valueLabel } from './chips.js';
import { Years } from './years.js';

/** Values of each facet in an answer to a search; there may be more where there are as many. */
const IN_ANSWER = 6;

/** Facets with counts. On a narrow screen they are behind a button, so that what is found comes first. */
export function Facets({ state, facets, years }: { readonly state: SearchState; readonly facets: readonly Facet[]; readonly years: Histograms | null }) {
  const [isOpen, setOpen] = useState(false);
  const set = filterCount(state);
  return (
    <>
      <button type="button" class="open-facets" aria-expanded={isOpen} aria-controls="facets" onClick={() => setOpen(!isOpen)}>
        {say('filters')}
        {set > 0 ? ` (${number(set)})` : ''}
      </button>
      <div id="facets" class={isOpen ? 'facets open' : 'facets'}>
        {facets.map(({ field, buckets }) => (
          <FacetGroup key={field} of={`${searchAddress(state)} ${lang.value}`} field={field} told={buckets} choicesOf={(all) => choicesOf(state, field, all, facets)} load={async () => allValues(state, field)} />
        ))}
        {years && DATES.map((field) => years[field].length > 0 && <Years key={field} state={state} field={field} word={DATE_WORDS[field]} years={years[field]} />)}
      </div>
    </>
  );
}

const DATES = Object.keys(DATE_WORDS) as (keyof typeof DATE_WORDS)[];

interface Choice extends Bucket {
  readonly isSet: boolean;
  readonly toggled: SearchState;
}

/** A facet's values; what is set stays to be seen and taken back, though nothing that is found has it. */
function choicesOf(state: SearchState, field: string, buckets: readonly Bucket[], facets: readonly Facet[]): readonly Choice[] {
  const name = filterOfFacet(field);
  if (name === undefined) return [];
  if (name === 'region') {
    return buckets.map((bucket) => ({ ...bucket, isSet: bucket.value === state.region, toggled: { ...state, region: bucket.value === state.region ? null : bucket.value } }));
  }
  const missing = state.lists[name].filter((value) => !buckets.some((bucket) => bucket.value === value)).map((value) => ({ value, label: valueLabel(name, value, facets), count: 0 }));
  return [...buckets, ...missing].map((bucket) => ({ ...bucket, isSet: state.lists[name].includes(bucket.value), toggled: toggled(state, name, bucket.value) }));
}

interface FacetGroupProps {
  /** The search that it belongs to: values that were loaded for another are not shown. */
  readonly of: string;
  readonly field: string;
  readonly told: readonly Bucket[];
  readonly choicesOf: (buckets: readonly Bucket[]) => readonly Choice[];
  readonly load: () => Promise<readonly Bucket[]>;
}

function FacetGroup({ of, field, told, choicesOf, load }: FacetGroupProps) {
  const [loaded, setLoaded] = useState<{ readonly of: string; readonly buckets: readonly Bucket[] } | null>(null);
  const all = loaded?.of === of ? loaded.buckets : null;
  const choices = choicesOf(all ?? told);
  if (choices.length === 0) return null;
  return (
    <fieldset>
      <legend>{say(field as Word)}</legend>
      {choices.map((choice) => (
        <label key={choice.value}>
          <input type="checkbox" checked={choice.isSet} onChange={() => go(searchAddress(choice.toggled))} />
          <span class="label">{choice.label}</span>
          <span class="figure">{number(choice.count)}</span>
        </label>
      ))}
      {all === null && told.length >= IN_ANSWER && (
        <button type="button" class="plain" onClick={() => void load().then((buckets) => setLoaded(buckets.length > 0 ? { of, buckets } : null))} aria-label={`${say('moreValues')} ${say(field as Word)}`}>
          {say('moreValues')}
        </button>
      )}
    </fieldset>
  );
}

/** Every value of a facet, as far as a reader may want to look through them. */
async function allValues(state: SearchState, field: string): Promise<readonly Bucket[]> {
  const { data } = await ask<FacetAnswer>(operation, { query: state.q === '' ? null : state.q, filter: filterOf(state), field, lang: lang.value });
  return data?.search?.facets[0]?.buckets ?? [];
}
