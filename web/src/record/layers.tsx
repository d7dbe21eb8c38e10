import type { ComponentChildren } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import operation from '../../operations/layers.graphql';
import type { LayersAnswer } from '../api/layers-answer.js';
import type { CatalogError } from '../api/ask.js';
import type { RecordDetails } from '../api/record-answer.js';
import { HitLines } from '../parts/hit-lines.js';
import { Section, Skeleton } from '../parts/page.js';
import { hasNames, learnNames } from '../state/authority-names.js';
import { lang } from '../state/language.js';
import { useAnswer } from '../state/use-answer.js';
import { say } from '../words/say.js';
import type { Word } from '../words/words.js';
import { LineageGraph } from './lineage-graph.js';
import { DerivedFrom } from './lineage.js';
import { Offers } from './offers.js';

/** What the layers above the catalog tell of a record, and what is like it; asked beside the record, so that no layer keeps it waiting. */
export function Layers({ record, kind }: { readonly record: RecordDetails; readonly kind: string }) {
  const names = useMemo(() => !hasNames(lang.value), [lang.value]);
  const variables = { id: record.id, lang: lang.value, ofDataset: kind === 'DS', ofProduct: kind === 'DP', names };
  const { data, errors, isLoading } = useAnswer<LayersAnswer>(operation, variables);
  useEffect(() => learnNames(lang.value, data?.authorities), [data]);
  if (!data) return isLoading ? <Skeleton lines={6} /> : null;
  const { dataset, dataProduct, similar } = data;
  const own = dataProduct?.offers ?? [];
  const lineages = dataset ?? dataProduct;
  return (
    <>
      {lineages?.up ? <LineageGraph record={record} lineages={lineages} /> : <DerivedFrom record={record} />}
      {dataset && (
        <Layer word="offers" id="offers" isThere={dataset.offers !== null && dataset.products !== null} errors={errors}>
          {(dataset.products ?? []).length > 0 && <Offers listings={dataset.products ?? []} offers={dataset.offers ?? []} />}
        </Layer>
      )}
      {dataProduct && (
        <Layer word="offers" id="offers" isThere={dataProduct.listings !== null} errors={errors}>
          <Offers listings={dataProduct.listings?.listings ?? []} offers={[...(dataProduct.listings?.offers ?? []), ...own.filter(({ standing }) => standing !== 'OPEN')]} />
        </Layer>
      )}
      {similar && similar.length > 0 && (
        <Section title={say('similar')} id="similar">
          <HitLines hits={similar} />
        </Section>
      )}
    </>
  );
}

interface LayerProps {
  readonly word: Word;
  readonly id: string;
  /** Whether its layer has answered. */
  readonly isThere: boolean;
  readonly errors: readonly CatalogError[];
  readonly children: ComponentChildren;
}

/** A part of the page that a layer tells; one that is away is said to be. */
function Layer({ word, id, isThere, errors, children }: LayerProps) {
  if (isThere) return <>{children}</>;
  const code = errors.find(({ extensions }) => extensions?.code !== undefined)?.extensions?.code;
  return (
    <Section title={say(word)} id={id}>
      <p class="notice partial">
        {say('layerAway')} {code !== undefined && <span class="about">{say('errorCode', { x: code })}</span>}
      </p>
    </Section>
  );
}
