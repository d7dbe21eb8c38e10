import { DEFAULT_IRI_BASE } from '../../schema/formats/linked.js';

/** A hit as a feed shows it. */
export type FeedHit = { readonly [Field in 'id' | 'kind' | 'authority' | 'title']: string } & { readonly [Field in 'summary' | 'ownerName' | 'modified' | 'published']: string | null };

/** The newest hits of a search, whatever the form. */
export interface SearchFeed {
  readonly title: string;
  /** The same for the same question, wherever it is asked. */
  readonly id: string;
  /** Address of the feed, and of what it is a feed of. */
  readonly selfUrl: string;
  readonly homeUrl: string;
  /** What stands before a record's id in its page's address. */
  readonly recordUrl: string;
  readonly lang: 'zh' | 'en';
  readonly hits: readonly FeedHit[];
}

/** What an entry is called for ever: the IRI that the record has in every other format. */
export const entryId = ({ id }: FeedHit): string => DEFAULT_IRI_BASE + id;

/** Stands where a node did not say when it published: a feed must say something, and the same each time. */
const LONG_AGO = '1970-01-01T00:00:00.000Z';

/** When an entry was changed last. */
export const updatedAt = ({ published }: FeedHit): string => published ?? LONG_AGO;

/** When the newest of the hits was changed. */
export const newestOf = (hits: readonly FeedHit[]): string => hits.reduce((newest, hit) => (updatedAt(hit) > newest ? updatedAt(hit) : newest), LONG_AGO);
