import type { Link, RecordDetails } from '../api/record-answer.js';
import { Section } from '../parts/page.js';
import { say } from '../words/say.js';
import type { Word } from '../words/words.js';
import { known, LinkTo } from './links.js';

/** What it was made from, by its own word: where nobody tells what that was made from in turn. */
export function DerivedFrom({ record }: { readonly record: RecordDetails }) {
  const derived = known(record.derivedFrom ?? record.uses);
  if (derived.length === 0) return null;
  return (
    <Section title={say('lineage')} id="lineage">
      <Step word="derivedFrom" links={derived} title={record.title} isBefore />
    </Section>
  );
}

/** What it replaces and what it serves, as steps from left to right: origin, arrow, this record. */
export function Relations({ record }: { readonly record: RecordDetails }) {
  const served = known(record.servesDatasets);
  const older = known(record.supersedes);
  const metBy = known(record.metBy);
  if (served.length + older.length + metBy.length === 0) return null;
  return (
    <Section title={say('relations')} id="relations">
      <Step word="metBy" links={metBy} title={record.title} isBefore />
      <Step word="supersedes" links={older} title={record.title} isBefore />
      <Step word="servesDatasets" links={served} title={record.title} isBefore={false} />
    </Section>
  );
}

interface StepProps {
  readonly word: Word;
  readonly links: readonly Link[];
  readonly title: string;
  /** Whether the others come before this record. */
  readonly isBefore: boolean;
}

function Step({ word, links, title, isBefore }: StepProps) {
  if (links.length === 0) return null;
  const others = (
    <ul>
      {links.map((link) => (
        <li key={link.id} class="stop">
          <LinkTo to={link} />
        </li>
      ))}
    </ul>
  );
  const self = <p class="stop self">{title}</p>;
  return (
    <>
      <h3>{say(word)}</h3>
      <div class="flow">
        {isBefore ? others : self}
        <svg class="arrow" aria-hidden="true" width="48" height="24" viewBox="0 0 48 24">
          <path d="M2 12h40M34 5l9 7-9 7" />
        </svg>
        {isBefore ? self : others}
      </div>
    </>
  );
}
