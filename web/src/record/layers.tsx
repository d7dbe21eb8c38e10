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
  const hasLayers = WITH_LAYERS.has(kind);
  const names = useMemo(() => !hasNames(lang.value), [lang.value]);
  const variables = { id: record.id, lang: lang.value, hasLayers, names };
  const { data, errors, isLoading } = useAnswer<LayersAnswer>(operation, variables);
  useEffect(() => learnNames(lang.value, data?.authorities), [data]);
  if (!data && isLoading) return <Skeleton lines={6} />;
  const told = data?.told ?? null;
  const failure = hasLayers && !told ? errorOf(errors, []) : undefined;
  return (
    <>
      {told?.up ? <LineageGraph record={record} lineages={told} /> : <DerivedFrom record={record} />}
      {told && <Told told={told} errors={errors} />}
      {failure && <Away error={failure} />}
      {data?.similar && data.similar.length > 0 && (
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
      <Layer word="offers" fields={['offers', 'products']} value={offers && products} errors={errors}>
        {products && offers && products.length > 0 && <Offers listings={products} offers={offers} />}
      </Layer>
      <Layer word="offers" fields={['listings']} value={listings} errors={errors}>
        {listings && <Offers listings={listings.listings} offers={[...listings.offers, ...(own ?? []).filter(({ standing }) => standing !== 'OPEN')]} />}
      </Layer>
      <Layer word="computeOptions" fields={['computeOptions']} value={computeOptions} errors={errors}>
        {computeOptions && <ComputePart told={computeOptions} />}
      </Layer>
      <Layer word="useCases" fields={['usedBy']} value={usedBy} errors={errors}>
        {usedBy && <UsedBy cases={usedBy} />}
      </Layer>
      <Layer word="wantedBy" fields={['wantedBy']} value={wantedBy} errors={errors}>
        {wantedBy && <Matches word="wantedBy" id="wanted-by" of="demand" matches={wantedBy} />}
      </Layer>
      <Layer word="matches" fields={['matches']} value={matches} errors={errors}>
        {matches && <Matches word="matches" id="matches" of="dataset" matches={matches} />}
      </Layer>
      <Layer word="demands" fields={['demands']} value={demands} errors={errors}>
        {demands && <Matches word="demands" id="demands" of="demand" matches={demands.map((demand) => ({ dataset: null, demand, reasons: [] }))} />}
      </Layer>
      <Layer word="lifecycle" fields={['lifecycle']} value={lifecycle} errors={errors}>
        {lifecycle && <Lifecycle stages={lifecycle.stages} />}
      </Layer>
    </>
  );
}

interface LayerProps {
  readonly word: Word;
  /** Of the answer. */
  readonly fields: readonly string[];
  /** Undefined where the record's kind has no such thing; null where its layer is away, which has an error then, or knows nothing of the record yet. */
  readonly value: unknown;
  readonly errors: readonly CatalogError[];
  readonly children: ComponentChildren;
}

/** A part of the page that a layer tells; one that is away is said to be. */
function Layer({ word, fields, value, errors, children }: LayerProps) {
  const error = value === null ? errorOf(errors, fields) : undefined;
  if (!error) return <>{children}</>;
  return (
    <Section title={say(word)} id={word}>
      <Away error={error} />
    </Section>
  );
}

/** What failed at these fields. An error of a layer as a whole stands at the record, one of the whole question nowhere. */
const errorOf = (errors: readonly CatalogError[], fields: readonly string[]): CatalogError | undefined =>
  errors.find(({ path }) => path?.[0] === 'told' && fields.includes(String(path[1]))) ?? errors.find(({ path }) => path === undefined || (path[0] === 'told' && path.length === 1));

const Away = ({ error: { extensions } }: { readonly error: CatalogError }) => (
  <p class="notice partial">
    {say('layerAway')} {extensions?.code !== undefined && <span class="about">{say('errorCode', { x: extensions.code })}</span>}
  </p>
);
