/** The national catalog by Apollo Client 4, without React: the same client serves `@apollo/client/react`. */
import { ApolloClient, gql, HttpLink, InMemoryCache, type TypedDocumentNode } from '@apollo/client';
import { relayStylePagination } from '@apollo/client/utilities';

/** A client of the catalog at an address. @param token of a viewer; the public needs none */
export const createCatalogClient = (uri: string, token?: string): ApolloClient =>
  new ApolloClient({
    link: new HttpLink({ uri, ...(token !== undefined && { headers: { authorization: `Bearer ${token}` } }) }),
    cache: new InMemoryCache({
      possibleTypes: { Record: ['Dataset', 'DataSeries', 'DataService', 'Standard', 'Organization', 'DataProduct', 'ComputeFacility', 'UseCase', 'Demand'] },
      typePolicies: {
        Query: { fields: { search: relayStylePagination(['query', 'filter', 'sort', 'lang']) } },
        // A hit is what one search says of a record: its score and highlights are no other search's.
        SearchHit: { keyFields: false },
        Authority: { keyFields: ['code'] },
      },
    }),
  });

/** Give it with each query: what one owner can't answer is null with a code, and all else is there. */
export const TOLERANT = { errorPolicy: 'all' } as const;

export interface SearchData {
  readonly search: {
    readonly total: number;
    readonly edges: readonly { readonly node: { readonly id: string; readonly title: string; readonly record: { readonly __typename: string; readonly id: string; readonly title: string } | null } }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  } | null;
}

export const SEARCH: TypedDocumentNode<SearchData, { readonly words: string; readonly after?: string }> = gql`
  query Search($words: String!, $after: String) {
    search(query: $words, first: 3, after: $after, filter: { kinds: [DATASET] }) {
      total
      edges {
        node {
          id
          title
          record {
            id
            title
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;
