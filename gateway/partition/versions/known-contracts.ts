import type { GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import { compareVersions, parseVersion } from '../../../schema/contract/contract-versions.js';
import type { ReleasedContract } from '../../../schema/contract/released-contracts.js';
import { nodeSchema, readPlainSchema, schemaId, serves, type NodeSchema } from './node-schema.js';

/** The contract of this router and those before it. */
export interface KnownContracts {
  /** What a node of a version that was not heard yet is taken to serve: the newest known contract that is not newer. */
  assumed(version: string): NodeSchema;
  /** What a node serves by its own word. @param version what its member says, for a node that serves no contract in full. @throws GraphQLError where it is no schema */
  heard(sdl: string, version: string): NodeSchema;
}

interface KnownContract {
  readonly version: string;
  readonly schema: GraphQLSchema;
  readonly asNode: NodeSchema;
}

/** @param current the router's own contract. @param released earlier ones */
export function knownContracts(current: ReleasedContract, released: readonly ReleasedContract[]): KnownContracts {
  const contract = readPlainSchema(current.sdl);
  const newestFirst = [...released.filter(({ version }) => version !== current.version), current]
    .sort((a, b) => compareVersions(b.version, a.version))
    .map(({ version, sdl }): KnownContract => {
      const schema = readPlainSchema(sdl);
      return { version, schema, asNode: nodeSchema(schemaId(sdl), schema, contract, version) };
    });
  const heardBefore = new LRUCache<string, NodeSchema>({ max: 500 });
  return {
    assumed(version) {
      const asked = parseVersion(version) ? version : current.version;
      const [newest] = newestFirst as [KnownContract, ...KnownContract[]];
      return (newestFirst.find((known) => compareVersions(known.version, asked) <= 0) ?? newest).asNode;
    },
    heard(sdl, version) {
      const id = schemaId(sdl);
      const known = heardBefore.get(`${id} ${version}`);
      if (known) return known;
      const schema = readPlainSchema(sdl);
      const served = newestFirst.find((one) => serves(schema, one.schema));
      const read = nodeSchema(id, schema, contract, served?.version ?? version);
      heardBefore.set(`${id} ${version}`, read);
      return read;
    },
  };
}
