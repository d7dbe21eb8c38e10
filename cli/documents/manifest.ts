import { GraphQLError, Kind, parse, separateOperations, print } from 'graphql';
import { sha256Hex } from '../../schema/sha256-hex.js';

/** One operation of a manifest. */
export interface ManifestOperation {
  /** SHA-256 of `body` in hexadecimal: what clients may send in its place. */
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly body: string;
}

/** Apollo's persisted query manifest, version 1. */
export interface Manifest {
  readonly format: 'apollo-persisted-query-manifest';
  readonly version: 1;
  readonly operations: readonly ManifestOperation[];
}

/** A file that has no usable operation; the message says which and why. */
export class BadDocument extends Error {
  override readonly name = 'BadDocument';
}

/**
 * Makes a manifest of GraphQL texts by their files' names. A file with one operation is taken as it is written; of one with
 * several each becomes a text of its own, with the fragments that it spreads. @throws BadDocument
 */
export function manifestOf(files: ReadonlyMap<string, string>): Manifest {
  const operations = [...files].flatMap(([file, text]) => operationsOf(file, text));
  const seen = new Map<string, ManifestOperation>();
  for (const operation of operations) {
    if ((seen.get(operation.name)?.id ?? operation.id) !== operation.id) throw new BadDocument(`Expected each operation to have a name of its own but got ${operation.name} twice.`);
    seen.set(operation.name, operation);
  }
  return { format: 'apollo-persisted-query-manifest', version: 1, operations: [...seen.values()].sort((a, b) => (a.name < b.name ? -1 : 1)) };
}

function operationsOf(file: string, text: string): readonly ManifestOperation[] {
  try {
    const document = parse(text);
    const found = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
    if (found.length === 0 || found.some(({ name }) => name === undefined)) throw new BadDocument(`${file}: expected operations with names but got ${found.length === 0 ? 'none' : 'one without'}.`);
    const separate = separateOperations(document);
    return found.map(({ name, operation: type }) => {
      const own = name?.value ?? '';
      const body = found.length === 1 ? text.trim() : print(separate[own] ?? document);
      return { id: sha256Hex(body), name: own, type, body };
    });
  } catch (error) {
    if (error instanceof GraphQLError) throw new BadDocument(`${file}: ${error.message}`);
    throw error;
  }
}
