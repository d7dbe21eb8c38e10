import type { Link } from '../api/record-answer.js';
import { recordPath } from '../parts/web-link.js';

/** A record that another names; one that could not be read is left out. */
export const LinkTo = ({ to }: { readonly to: Link }) => <a href={recordPath(to.id)}>{[to.number, to.title].filter(Boolean).join(' ')}</a>;

export const known = (links: readonly (Link | null)[] | null | undefined): readonly Link[] => (links ?? []).filter((link) => link !== null);

export function LinkList({ links }: { readonly links: readonly Link[] }) {
  if (links.length === 1 && links[0]) return <LinkTo to={links[0]} />;
  return (
    <ul class="links">
      {links.map((link) => (
        <li key={link.id}>
          <LinkTo to={link} />
        </li>
      ))}
    </ul>
  );
}
