import { readFileSync } from 'node:fs';
import { catalogError } from '../../schema/errors.js';
import { BadSetting } from '../../subgraphs/kit/env.js';
import { refusedAnswer, type Answerer } from '../../subgraphs/kit/apollo-handler.js';

/** Operations that are answered, by their ids. */
export type TrustedDocuments = ReadonlyMap<string, string>;

/** Reads a manifest in the form of Apollo's persisted queries, version 1. @throws BadSetting */
export function readTrustedDocuments(file: string): TrustedDocuments {
  try {
    const { format, version, operations } = JSON.parse(readFileSync(file, 'utf8')) as { readonly format?: unknown; readonly version?: unknown; readonly operations?: readonly { readonly id?: unknown; readonly body?: unknown }[] };
    if (format !== 'apollo-persisted-query-manifest' || version !== 1 || !Array.isArray(operations)) throw new Error('not a manifest');
    return new Map(operations.map(({ id, body }) => {
        if (typeof id !== 'string' || typeof body !== 'string') throw new Error('an operation without id or body');
        return [id, body];
      }));
  } catch (error) {
    throw new BadSetting('TRUSTED_DOCUMENTS', `a file of the form apollo-persisted-query-manifest, version 1 (${(error as Error).message.slice(0, 200)})`, file);
  }
}

/**
 * Answers operations of the list alone. A client names one by `documentId` (GraphQL over HTTP), by `extensions.persistedQuery.sha256Hash`, or
 * sends its text as it stands in the list.
 */
export function trustDocuments(answer: Answerer, documents: TrustedDocuments): Answerer {
  const texts = new Set(documents.values());
  const textOf = ({ documentId, extensions, query }: AskedDocument): string | undefined => {
    const id = documentId ?? extensions?.persistedQuery?.sha256Hash;
    if (typeof id === 'string') return documents.get(id);
    return typeof query === 'string' && texts.has(query) ? query : undefined;
  };
  return async function answerTrusted(request) {
    const asked = readAsked(request.body);
    if (request.message.method !== 'POST' || asked === null) return answer(request);
    const query = textOf(asked);
    if (query === undefined) return refusedAnswer(400, catalogError('UNKNOWN_DOCUMENT', 'Expected an operation of the list of trusted documents, by its id or text, but got another. Have it added to the list.', { retryable: false }), request.scope);
    const { variables, operationName } = asked;
    return answer({ ...request, body: Buffer.from(JSON.stringify({ query, variables, operationName })) });
  };
}

interface AskedDocument {
  readonly documentId?: unknown;
  readonly extensions?: { readonly persistedQuery?: { readonly sha256Hash?: unknown } } | null;
  readonly query?: unknown;
  readonly variables?: unknown;
  readonly operationName?: unknown;
}

/** Null for what is no GraphQL request: whoever answers says so. */
function readAsked(body: Buffer): AskedDocument | null {
  try {
    const asked: unknown = JSON.parse(body.toString('utf8'));
    return typeof asked === 'object' && asked !== null && !Array.isArray(asked) ? asked : null;
  } catch {
    return null;
  }
}
