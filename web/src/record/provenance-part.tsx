import { useState } from 'preact/hooks';
import type { RecordDetails } from '../api/record-answer.js';
import { Fact, Section } from '../parts/page.js';
import { verifyRecord, type CheckedLink } from '../verify/verify-record.js';
import { moment, number, say } from '../words/say.js';

/** Where the record stands in its owner's log, and a button that checks it in the browser itself. */
export function ProvenancePart({ record, publicKey }: { readonly record: RecordDetails; readonly publicKey: string | null }) {
  const [checked, setChecked] = useState<readonly CheckedLink[] | 'under way' | null>(null);
  const told = record.provenance;
  if (told === null) return null;
  const hasProof = told.checkpoint !== null && told.inclusionProof !== null;
  const verify = (): void => {
    setChecked('under way');
    void verifyRecord(record.id, told, publicKey).then(setChecked);
  };
  return (
    <Section title={say('provenance')} id="provenance">
      <p>{say(hasProof ? 'provenanceText' : 'verifyNone')}</p>
      <dl>
        <Fact name={say('version')}>{told.version !== null && number(told.version)}</Fact>
        <Fact name={say('published')}>{told.publishedAt !== null && moment(told.publishedAt)}</Fact>
        <Fact name={say('entry')}>{told.leafIndex !== null && `${told.log ?? ''} #${number(told.leafIndex + 1)}`}</Fact>
        <Fact name={say('hash')}>{told.recordHash !== null && <code class="hash">{told.recordHash}</code>}</Fact>
      </dl>
      {hasProof && (
        <button type="button" onClick={verify} disabled={checked === 'under way'}>
          {say(checked === 'under way' ? 'verifying' : 'verify')}
        </button>
      )}
      <div role="status">{Array.isArray(checked) && <Verdict links={checked as readonly CheckedLink[]} record={record} />}</div>
    </Section>
  );
}

function Verdict({ links, record }: { readonly links: readonly CheckedLink[]; readonly record: RecordDetails }) {
  const isProved = links.every(({ holds }) => holds);
  return (
    <>
      <ul class="verdict">
        {links.map(({ name, holds }) => (
          <li key={name} class={holds ? 'holds' : 'fails'}>
            <span aria-hidden="true">{holds ? '✓' : '✗'}</span> {say(name)}
            <span class="unseen">: {say(holds ? 'yes' : 'no')}</span>
          </li>
        ))}
      </ul>
      <p class={isProved ? 'notice proved' : 'notice failure'}>
        {isProved ? say('verifiedAll', { n: record.provenance?.version ?? '', x: lastOf(record) }) : say('verifyFailed')}
      </p>
    </>
  );
}

const lastOf = ({ provenance }: RecordDetails): string => (provenance?.publishedAt ? moment(provenance.publishedAt) : '');
