import type { Quality } from '../api/record-answer.js';
import { Section } from '../parts/page.js';
import { number, say, term } from '../words/say.js';

/** How good its metadata are, by dimension, and what would help most. */
export function QualityPart({ quality }: { readonly quality: Quality | null }) {
  if (quality === null) return null;
  const { score, max, rating, dimensions, firstFix } = quality;
  return (
    <Section title={say('metadataQuality')} id="quality">
      <p>
        <span class={`tag rating-${rating}`}>{term('QUALITY', rating)}</span> {say('qualityOf', { n: score, m: max })}
      </p>
      <ul class="meters">
        {dimensions.map(({ code, name, points, max: most }) => (
          <li key={code}>
            <span>{name}</span>
            <svg aria-hidden="true" class="bar" height="8" preserveAspectRatio="none" viewBox={`0 0 ${String(Math.max(1, most))} 8`}>
              <rect class="track" width={Math.max(1, most)} height="8" />
              <rect width={points} height="8" />
            </svg>
            <span class="figure">
              {number(points)}/{number(most)}
            </span>
          </li>
        ))}
      </ul>
      {firstFix && (
        <p class="about">
          {say('firstFix')} <strong>{firstFix.name}</strong>
          <br />
          {firstFix.reason}
        </p>
      )}
    </Section>
  );
}
