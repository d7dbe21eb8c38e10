import DataLoader from 'dataloader';
import type { Provenance } from '../../../schema/generated/catalog.js';
import type { RequestScope } from '../../kit/observe/request-scope.js';
import type { CatalogContext } from '../resolvers/index.js';
import type { Copies } from './copies.js';

/** What is told of an entry by a copy of its record. Tree and signature are the owner's to show. */
export type CopyProvenance = Omit<Provenance, '__typename'>;

export interface ReplicaContext extends CatalogContext {
  /** All that one request asks for at a time is one question to the index. */
  readonly provenance: DataLoader<string, CopyProvenance | null>;
}

export const provenanceLoader = (copies: Copies, scope?: RequestScope): ReplicaContext['provenance'] =>
  new DataLoader<string, CopyProvenance | null>((ids) => copies.provenance(ids, scope), { maxBatchSize: 1_000 });

const provenance = ({ id }: { readonly id: string }, _: unknown, context: ReplicaContext): Promise<CopyProvenance | null> => context.provenance.load(id);

/** The resolvers of the contract, for a replica: of kinds of records where their entries stand is the index' to say. */
export function withCopyProvenance<Resolvers extends object>(resolvers: Resolvers): Resolvers {
  const isKind = (fields: object): boolean => '__resolveReference' in fields;
  return Object.fromEntries(Object.entries(resolvers).map(([name, fields]: [string, object]) => [name, isKind(fields) ? { ...fields, provenance } : fields])) as Resolvers;
}
