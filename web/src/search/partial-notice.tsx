import type { Freshness } from '../api/answers.js';
import { authorityPath } from '../parts/web-link.js';
import { authorityName } from '../state/authority-names.js';
import { moment, say } from '../words/say.js';

/** Says which authorities could not be heard, and how old their copies are. */
export function PartialNotice({ authorities }: { readonly authorities: readonly Freshness[] }) {
  const silent = authorities.filter(({ reachable }) => !reachable);
  if (silent.length === 0) return null;
  const oldest = silent.map(({ asOf }) => asOf).filter((asOf) => asOf !== null).sort()[0];
  const counts = { n: silent.length, m: authorities.length };
  const told = oldest === undefined ? say('partialNever', counts) : say('partialSome', { ...counts, x: moment(oldest) });
  return (
    <details class="notice partial">
      <summary>
        {told} <span class="which">{say('which')}</span>
      </summary>
      <ul>
        {silent.map(({ authority, asOf }) => (
          <li key={authority}>
            <a href={authorityPath(authority)}>{authorityName(authority)}</a>
            {asOf !== null && <span class="about"> {moment(asOf)}</span>}
          </li>
        ))}
      </ul>
    </details>
  );
}
