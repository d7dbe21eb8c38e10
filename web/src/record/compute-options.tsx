import type { ComputeOptions } from '../api/layers-answer.js';
import { Section } from '../parts/page.js';
import { recordPath } from '../parts/web-link.js';
import { number, say, term } from '../words/say.js';

/** Where a dataset may be processed, the best first with its reasons, and where it may not, with the rule. */
export function ComputePart({ told }: { readonly told: ComputeOptions }) {
  const { options, refusals, optionCount, refusalCount } = told;
  if (optionCount + refusalCount === 0) return null;
  return (
    <Section title={say('computeOptions')} id="compute">
      <p class="about">{say('computeText', { n: optionCount, m: refusalCount })}</p>
      <ol class="options">
        {options.map(({ id, title, hub, environment, verdict, conditions, distanceKilometers, points, reasons }) => (
          <li key={id}>
            <a href={recordPath(id)}>{title ?? id}</a>
            <details>
              <summary>
                <span class={`tag ${verdict === 'PERMITTED' ? 'ok' : 'behind'}`}>{say(verdict === 'PERMITTED' ? 'computePermitted' : 'computeConditional')}</span>{' '}
                <span class="tag">{term('ENVIRONMENT', environment)}</span> <span class="figure">{say('points', { n: points })}</span>
                <span class="about"> {[hub === null ? null : term('HUB', hub), distanceKilometers === null ? null : say('kilometers', { n: distanceKilometers })].filter(Boolean).join(' · ')}</span>
              </summary>
              <ul>
                {conditions.map(({ rule, text }) => (
                  <li key={rule}>{text}</li>
                ))}
                {reasons.map(({ factor, text, points: got, max }) => (
                  <li key={factor}>
                    {text}{' '}
                    <span class="figure">
                      {number(got)}/{number(max)}
                    </span>
                  </li>
                ))}
              </ul>
            </details>
          </li>
        ))}
      </ol>
      {refusals.length > 0 && (
        <details>
          <summary>{say('computeRefusals', { n: refusalCount })}</summary>
          <ul class="lines">
            {refusals.map(({ id, title, text }) => (
              <li key={id}>
                <a href={recordPath(id)}>{title ?? id}</a>
                <span class="about">{text}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Section>
  );
}
