/** An error of the catalog: docs of its codes are in schema/errors.ts. */
export interface CatalogError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: string; readonly reason?: string; readonly replacedBy?: string | null; readonly requestId?: string };
}

export interface Answer<Data> {
  /** Null where nothing came. */
  readonly data: Partial<Data> | null;
  readonly errors: readonly CatalogError[];
}

/**
 * Sends one of the operations of web/operations. An answer in GraphQL's form comes also where none was given: then with
 * the code `UNREACHABLE`.
 */
export async function ask<Data>(text: string, variables: Readonly<Record<string, unknown>>, signal?: AbortSignal): Promise<Answer<Data>> {
  try {
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      // As a list of trusted documents has it.
      body: JSON.stringify({ query: text.trim(), variables }),
      ...(signal && { signal }),
    });
    const { data = null, errors = [] } = (await response.json()) as Partial<Answer<Data>>;
    return { data, errors };
  } catch (error) {
    if (signal?.aborted) throw error;
    return { data: null, errors: [{ message: error instanceof Error ? error.message : String(error), extensions: { code: 'UNREACHABLE' } }] };
  }
}
