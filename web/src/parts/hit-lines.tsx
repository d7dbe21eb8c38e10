import type { HitLine } from '../api/answers.js';
import { day, term } from '../words/say.js';
import { recordPath } from './web-link.js';

/** Records as short lines. */
export function HitLines({ hits }: { readonly hits: readonly HitLine[] }) {
  return (
    <ul class="lines">
      {hits.map(({ id, kind, title, ownerName, modified }) => (
        <li key={id}>
          <a href={recordPath(id)}>{title}</a>
          <span class="about">{[term('KIND', kind), ownerName, modified === null ? null : day(modified)].filter(Boolean).join(' · ')}</span>
        </li>
      ))}
    </ul>
  );
}
