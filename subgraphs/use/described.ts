import { DEMAND_STATES } from '../../schema/enum-words.js';
import type { DemandState } from '../../schema/generated/common.js';
import type { PublishedRecord } from '../kit/layers/published-records.js';

/** What of a dataset or demand is compared, and how it stands with a demand. */
export interface Described {
  readonly id: string;
  readonly titles: readonly { readonly text: string }[];
  readonly keywords: readonly string[];
  readonly themes: readonly string[];
  readonly industries: readonly string[];
  readonly region: string | null;
  /** Null of what is no demand, or stands in a way that a later contract knows. */
  readonly state: DemandState | null;
}

/** Reads what was published. Its node has checked it; what is of a later contract than this is passed over. */
export function readDescribed({ id, document }: PublishedRecord): Described {
  const { titles, keywords, themes, industries, region, state } = JSON.parse(document) as Readonly<Record<string, unknown>>;
  return {
    id,
    titles: list(titles).filter(isText),
    keywords: texts(keywords),
    themes: texts(themes),
    industries: texts(industries),
    region: typeof region === 'string' ? region : null,
    state: DEMAND_STATES.find((one) => one === state) ?? null,
  };
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const texts = (value: unknown): readonly string[] => list(value).filter((one) => typeof one === 'string');
const isText = (value: unknown): value is { readonly text: string } => typeof (value as { readonly text?: unknown } | null)?.text === 'string';
