import type { ComponentChildren } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import operation from '../../operations/layers.graphql';
import type { LayersAnswer, ToldLayers } from '../api/layers-answer.js';
import type { CatalogError } from '../api/ask.js';
import type { RecordDetails } from '../api/record-answer.js';
import { HitLines } from '../parts/hit-lines.js';
import { Section, Skeleton } from '../parts/page.js';
import { hasNames, learnNames } from '../state/authority-names.js';
import { lang } from '../state/language.js';
import { useAnswer } from '../state/use-answer.js';
import { say } from '../words/say.js';
import type { Word } from '../words/words.js';
import { ComputePart } from './compute-options.js';
import { Lifecycle } from './lifecycle.js';
import { LineageGraph } from './lineage-graph.js';
import { DerivedFrom } from './lineage.js';
import { Offers } from './offers.js';
import { Matches, UsedBy } from './uses.js';

/** Kinds that layers tell something of, by the second part of an id. */
const WITH_LAYERS: ReadonlySet<string> = new Set(['DS', 'DP', 'UC', 'DM', 'OR']);

/** What the layers above the catalog tell of a record, and what is like it; asked beside the record, so that no layer keeps it waiting. */
export function Layers({ record, kind }: { readonly record: RecordDetails; readonly kind: string }) {
  const names = useMemo(() => !hasNames(lang.value), [lang.value]);
  const variables = { id: record.id, lang: lang.value, hasLayers: WITH_LAYERS.has(kind), names };
  const { data, errors, isLoading } = useAnswer<LayersAnswer>(operation, variables);
  useEffect(() => learnNames(lang.value, data?.authorities), [data]);
  if (!data) return isLoading ? <Skeleton lines={6} /> : null;
  const told = data.told ?? null;
  return (
    <>
      {told?.up ? <LineageGraph record={record} lineages={told} /> : <DerivedFrom record={record} />}
      {told && <Told told={told} errors={errors} />}
      {data.similar && data.similar.length > 0 && (
        <Section title={say('similar')} id="similar">
          <HitLines hits={data.similar} />
        </Section>
      )}
    </>
  );
}

function Told({ told, errors }: { readonly told: ToldLayers; readonly errors: readonly CatalogError[] }) {
  const { products, offers, own, computeOptions, listings, lifecycle, usedBy, wantedBy, matches, demands } = told;
  return (
    <>
      <Layer word="offers" field="offers" value={offers && products} errors={errors}>
        {products && offers && products.length > 0 && <Offers listings={products} offers={offers} />}
      </Layer>
      <Layer word="offers" field="listings" value={listings} errors={errors}>
        {listings && <Offers listings={listings.listings} offers={[...listings.offers, ...(own ?? []).filter(({ standing }) => standing !== 'OPEN')]} />}
      </Layer>
      <Layer word="computeOptions" field="computeOptions" value={computeOptions} errors={errors}>
        {computeOptions && <ComputePart told={computeOptions} />}
      </Layer>
      <Layer word="useCases" field="usedBy" value={usedBy} errors={errors}>
        {usedBy && <UsedBy cases={usedBy} />}
      </Layer>
      <Layer word="wantedBy" field="wantedBy" value={wantedBy} errors={errors}>
        {wantedBy && <Matches word="wantedBy" id="wanted-by" of="demand" matches={wantedBy} />}
      </Layer>
      <Layer word="matches" field="matches" value={matches} errors={errors}>
        {matches && <Matches word="matches" id="matches" of="dataset" matches={matches} />}
      </Layer>
      <Layer word="demands" field="demands" value={demands} errors={errors}>
        {demands && <Matches word="demands" id="demands" of="demand" matches={demands.map((demand) => ({ dataset: null, demand, reasons: [] }))} />}
      </Layer>
      <Layer word="lifecycle" field="lifecycle" value={lifecycle} errors={errors}>
        {lifecycle && <Lifecycle stages={lifecycle.stages} />}
      </Layer>
    </>
  );
}

interface LayerProps {
  readonly word: Word;
  /** Of the answer. */
  readonly field: string;
  /** Undefined where the record's kind has no such thing, null where its layer is away. */
  readonly value: unknown;
  readonly errors: readonly CatalogError[];
  readonly children: ComponentChildren;
}

/** A part of the page that a layer tells; one that is away is said to be. */
function Layer({ word, field, value, errors, children }: LayerProps) {
  if (value !== null) return <>{children}</>;
  // An error of the layer as a whole stands at the record.
  const code = (errors.find(({ path }) => path?.[1] === field) ?? errors.find(({ path }) => path?.[0] === 'told'))?.extensions?.code;
  return (
    <Section title={say(word)} id={word}>
      <p class="notice partial">
        {say('layerAway')} {code !== undefined && <span class="about">{say('errorCode', { x: code })}</span>}
      </p>
    </Section>
  );
}
