import type { QualitySummary } from '../api/answers.js';
import { listAddress } from '../state/search-state.js';
import { number, say, term } from '../words/say.js';
import { Parts } from './bars.js';
import { Section } from './page.js';

/** How good the metadata of many records are; nothing where none is judged. */
export function QualityOfMany({ quality, filter = {} }: { readonly quality: QualitySummary | null; readonly filter?: Parameters<typeof listAddress>[0] }) {
  if (!quality) return null;
  const { records, mean, ratings, worst } = quality;
  return (
    <Section title={say('metadataQuality')} id="quality">
      <p>
        {say('meanScore', { n: number(Math.round(mean)) })} · {say('judged', { n: records })}
      </p>
      <Parts
        caption={say('metadataQuality')}
        parts={ratings.map(({ rating, label, count }) => ({ key: rating, label: label || term('QUALITY', rating), count, href: listAddress({ ...filter, quality: rating }) }))}
      />
      {worst && (
        <>
          <p>{say('worst', { x: worst.name, n: worst.unmet })}</p>
          <p class="about">{worst.advice}</p>
        </>
      )}
    </Section>
  );
}
