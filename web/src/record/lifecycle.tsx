import type { LifecycleStage } from '../api/layers-answer.js';
import { Section } from '../parts/page.js';
import { recordPath } from '../parts/web-link.js';
import { number, say } from '../words/say.js';
import type { Word } from '../words/words.js';

const STATES: Readonly<Record<string, Word>> = { EVIDENCED: 'stageEvidenced', BLANK: 'stageBlank', UNKNOWN: 'stageUnknown' };
/** A shape for each, so that colour is not all that tells them apart. */
const SIGNS: Readonly<Record<string, string>> = { EVIDENCED: '●', BLANK: '○', UNKNOWN: '?' };

/** The eight stages of national data infrastructure: which are evidenced, and by what. */
export function Lifecycle({ stages }: { readonly stages: readonly LifecycleStage[] }) {
  return (
    <Section title={say('lifecycle')} id="lifecycle">
      <p class="about">{say('lifecycleText', { n: stages.filter(({ state }) => state === 'EVIDENCED').length, m: stages.length })}</p>
      <ol class="stages">
        {stages.map(({ stage, name, state, evidence }) => (
          <li key={stage} class={`stage stage-${state}`}>
            <details>
              <summary>
                <span aria-hidden="true">{SIGNS[state] ?? '?'}</span> <strong>{name}</strong> <span class="state">{stateName(state)}</span>
              </summary>
              <ul>
                {evidence.map((one) => (
                  <li key={one.code}>
                    <span aria-hidden="true">{SIGNS[one.state] ?? '?'}</span> {one.name}
                    <span class="unseen">: {stateName(one.state)}</span> <span class="about">{[one.value, one.count > 0 ? number(one.count) : null].filter(Boolean).join(' · ')}</span>
                    {one.records.map((id) => (
                      <a key={id} class="evidence" href={recordPath(id)}>
                        {id}
                      </a>
                    ))}
                  </li>
                ))}
              </ul>
            </details>
          </li>
        ))}
      </ol>
    </Section>
  );
}

function stateName(state: string): string {
  const word = STATES[state];
  return word ? say(word) : state;
}
