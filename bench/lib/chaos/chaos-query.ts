import { formatId } from '../../../schema/ids.js';
import { nationAuthorities, TOPICS } from '../nation-records.js';

const QUERY = `query Chaos($query: String!, $filter: SearchFilter, $id: ID!) {
  search(query: $query, filter: $filter, first: 20) {
    edges { node { id title record { title servedFrom ... on Dataset { owner { name } conformsTo { number title } } } } }
  }
  direct: record(id: $id) { id title }
}`;

/** A search that was not asked before, and beside it one record by its id. */
export function chaosBody(n: number, nodes: number): string {
  const from = new Date(Date.UTC(1900, 0, 1 + (n % 40_000))).toISOString().slice(0, 10);
  const authorities = nationAuthorities(nodes);
  const id = formatId(authorities[n % nodes] as string, 'DATASET', 1 + (n % 100));
  return JSON.stringify({ query: QUERY, variables: { query: TOPICS[n % TOPICS.length], filter: { modified: { from } }, id } });
}

interface Hit {
  readonly id: string;
  readonly title: string;
  readonly record: { readonly title: string; readonly servedFrom: string; readonly owner: { readonly name: string } | null; readonly conformsTo: readonly ({ readonly number: string; readonly title: string } | null)[] } | null;
}

/** What of an answer is right. */
export interface Verdict {
  /** The search has its twenty hits. */
  readonly search: boolean;
  /** Each hit has its record, the very one, with its owner and standards. */
  readonly records: boolean;
  /** The record that was asked for by its id is there. */
  readonly direct: boolean;
  /** Whether any came from the replica. */
  readonly copied: boolean;
}

export const NO_ANSWER: Verdict = { search: false, records: false, direct: false, copied: false };

export function judge(text: string, askedBody: string): Verdict {
  const { data } = JSON.parse(text) as { readonly data?: { readonly search: { readonly edges: readonly { readonly node: Hit }[] } | null; readonly direct: { readonly id: string; readonly title: string } | null } };
  const hits = data?.search?.edges.map(({ node }) => node) ?? [];
  const { variables } = JSON.parse(askedBody) as { readonly variables: { readonly id: string } };
  return {
    search: hits.length === 20,
    records: hits.length === 20 && hits.every(isWhole),
    direct: data?.direct?.id === variables.id && data.direct.title.length > 0,
    copied: hits.some(({ record }) => record?.servedFrom === 'REPLICA'),
  };
}

const isWhole = ({ title, record }: Hit): boolean =>
  record !== null && record.title === title && (record.owner?.name.length ?? 0) > 0 && record.conformsTo.length === 2 && record.conformsTo.every((one) => one !== null && one.title.length > 0);
