import type { Hit } from '../api/answers.js';
import { StandardStatus } from '../parts/standard-status.js';
import { Marked } from '../parts/marked.js';
import { isWeb, recordPath, WebLink } from '../parts/web-link.js';
import { authorityName } from '../state/authority-names.js';
import { day, moment, say, term } from '../words/say.js';

/** A hit: what it is, whose, how to get it. */
export function HitItem({ hit }: { readonly hit: Hit }) {
  const { id, kind, authority, title, summary, ownerName, modified, highlights, sameAs, record } = hit;
  const fragments = (field: string): readonly string[] | undefined => highlights.find((highlight) => highlight.field === field)?.fragments;
  const text = fragments('description')?.join(' … ') ?? summary ?? '';
  return (
    <li class="hit">
      <p class="kind">
        <span class={`tag kind-${kind}`}>{term('KIND', kind)}</span>
        {record?.number && <span class="tag">{record.number}</span>}
        {record?.status && <StandardStatus status={record.status} />}
        {record?.shareType && <span class={`tag share-${record.shareType}`}>{term('SHARE_TYPE', record.shareType)}</span>}
        {record?.servedFrom === 'REPLICA' && <span class="tag copy">{say('fromReplica', { x: moment(record.asOf) })}</span>}
      </p>
      <h2>
        <a href={recordPath(id)}>
          <Marked text={fragments('title')?.[0] ?? title} />
        </a>
      </h2>
      {text !== '' && (
        <p class="text">
          <Marked text={text} />
        </p>
      )}
      <p class="about">
        {[ownerName, authorityName(authority), modified === null ? null : say('modified', { x: day(modified) })].filter((part, index, all) => part && all.indexOf(part) === index).join(' · ')}
        <Formats of={record?.distributions ?? []} />
      </p>
      {sameAs.length > 0 && (
        <p class="about">
          {say('sameAs')}{' '}
          {sameAs.map((same, index) => (
            <span key={same.id}>
              {index > 0 && ' · '}
              <a href={recordPath(same.id)}>{`${authorityName(same.authority)} ${same.id}`}</a>
            </span>
          ))}
        </p>
      )}
    </li>
  );
}

const MOST = 5;

function Formats({ of }: { readonly of: readonly { readonly format: string | null; readonly accessURL: string }[] }) {
  return (
    <>
      {of.slice(0, MOST).map(({ format, accessURL }) => (
        <span key={accessURL} class={isWeb(accessURL) ? 'format' : 'format bare'}>
          <WebLink href={accessURL}>{format ?? say('open')}</WebLink>
        </span>
      ))}
      {of.length > MOST && <span class="format bare">+{of.length - MOST}</span>}
    </>
  );
}
