import type { Match, TitledCase } from '../api/layers-answer.js';
import { Section } from '../parts/page.js';
import { authorityPath, recordPath } from '../parts/web-link.js';
import { authorityName } from '../state/authority-names.js';
import { day, say, term } from '../words/say.js';
import type { Word } from '../words/words.js';

/** What a dataset is used for, with what came of it. */
export function UsedBy({ cases }: { readonly cases: readonly TitledCase[] }) {
  if (cases.length === 0) return null;
  return (
    <Section title={say('useCases')} id="used-by">
      <ul class="lines">
        {cases.map(({ id, title, authority, outcome }) => (
          <li key={id}>
            <a href={recordPath(id)}>{title}</a>
            <a class="about" href={authorityPath(authority)}>
              {authorityName(authority)}
            </a>
            {outcome && <p class="outcome">{outcome}</p>}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Demands, or datasets that match one, each with what both have in common. */
export function Matches({ word, id, matches, of }: { readonly word: Word; readonly id: string; readonly matches: readonly Match[]; readonly of: 'dataset' | 'demand' }) {
  if (matches.length === 0) return null;
  return (
    <Section title={say(word)} id={id}>
      <ul class="lines">
        {matches.map(({ [of]: other, reasons }) => other && (
          <li key={other.id}>
            <a href={recordPath(other.id)}>{other.title}</a>
            <span class="kind">
              {other.state != null && <span class={`tag demand-${other.state}`}>{term('DEMAND_STATE', other.state)}</span>}
              {other.neededBy != null && <span class="about">{say('neededUntil', { x: day(other.neededBy) })}</span>}
              {reasons.map(({ code, value, label }) => (
                <span key={`${code} ${value}`} class="tag">
                  {label}
                </span>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
