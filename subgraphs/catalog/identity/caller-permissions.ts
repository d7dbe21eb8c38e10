import { Kind, parse } from 'graphql';
import { subgraphSdl } from '../../../schema/sdl.js';
import type { Permissions } from '../../kit/identity/calls/permitted-roots.js';

/** What each service of the nation needs of a node: gateways the contract, the index its logs, the registry what it tries, the replica and layers nothing. */
export function callerPermissions(): Permissions {
  const query = [...rootsOf('Query'), '_entities'];
  return {
    GATEWAY: { query, mutation: rootsOf('Mutation') },
    INDEX: { query: ['changes', 'logs', 'logProof'], mutation: [] },
    REGISTRY: { query, mutation: [] },
    REPLICA: { query: [], mutation: [] },
    LAYER: { query: [], mutation: [] },
  };
}

/** Names of a root type's fields in the contract; what a node has beside it is its stewards'. */
function rootsOf(type: 'Query' | 'Mutation'): readonly string[] {
  return parse(subgraphSdl('catalog')).definitions.flatMap((node) =>
    (node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.OBJECT_TYPE_EXTENSION) && node.name.value === type ? (node.fields ?? []).map(({ name }) => name.value) : [],
  );
}
