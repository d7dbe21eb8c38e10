/** A typed client of the national catalog in plain fetch: nothing but the platform is needed. */

/** A GraphQL text with the types of its answer and of its variables. */
export interface Query<Data, Variables> {
  readonly text: string;
  /** There for the compiler alone. */
  readonly types?: { readonly data: Data; readonly variables: Variables };
}

/** Each failure costs its own place in `data`, which is null, and has a code: docs/errors.md lists them. */
export interface CatalogProblem {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: string; readonly authority?: string; readonly retryable?: boolean };
}

export interface Answer<Data> {
  readonly data: Data | null;
  readonly errors: readonly CatalogProblem[];
}

/** Asks the catalog. @throws Error where what answers is not the catalog */
export async function ask<Data, Variables>(url: string, query: Query<Data, Variables>, variables: Variables, token?: string): Promise<Answer<Data>> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query: query.text, variables }),
    signal: AbortSignal.timeout(10_000),
  });
  // A refusal has a status of its own and the same body: GraphQL's.
  const answer = (await response.json()) as { readonly data?: Data | null; readonly errors?: readonly CatalogProblem[] };
  return { data: answer.data ?? null, errors: answer.errors ?? [] };
}

export interface SearchData {
  readonly search: {
    readonly total: number;
    readonly edges: readonly { readonly node: { readonly id: string; readonly title: string; readonly ownerName: string | null; readonly record: { readonly license?: string | null } | null } }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  } | null;
}

export const SEARCH: Query<SearchData, { readonly words: string; readonly after?: string | null }> = {
  text: `query Search($words: String!, $after: String) {
    search(query: $words, first: 5, after: $after, filter: { kinds: [DATASET] }) {
      total
      edges { node { id title ownerName record { ... on Dataset { license } } } }
      pageInfo { hasNextPage endCursor }
    }
  }`,
};

/** Titles of everything that is found, page by page; there is no limit to how deep. */
export async function* titles(url: string, words: string): AsyncGenerator<string> {
  let after: string | null = null;
  do {
    const { data, errors }: Answer<SearchData> = await ask(url, SEARCH, { words, after });
    if (!data?.search) throw new Error(errors[0]?.message ?? 'The catalog gave no answer.');
    for (const { node } of data.search.edges) yield node.title;
    after = data.search.pageInfo.hasNextPage ? data.search.pageInfo.endCursor : null;
  } while (after !== null);
}
