import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';
import { inheritDescriptions } from './inherit-descriptions.js';
import { subgraphSdl, SUBGRAPHS } from './sdl.js';

/** A subgraph as it is composed. */
export interface Subgraph {
  readonly name: string;
  readonly url: string;
  readonly sdl: string;
}

/** Either a supergraph, with the schema that clients see of it, or why there is none, as sentences. */
export type Composition = { readonly ok: true; readonly supergraphSdl: string; readonly publicSdl: string } | { readonly ok: false; readonly problems: readonly string[] };

/** Longer documents are of no subgraph. */
const TOKEN_LIMIT = 100_000;

/** Composes subgraphs to a supergraph. @throws GraphQLError where one is no GraphQL document */
export function composeSupergraph(subgraphs: readonly Subgraph[]): Composition {
  const { supergraphSdl, publicSdl, errors } = composeServices(subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: inheritDescriptions(parse(sdl, { maxTokens: TOKEN_LIMIT })) })));
  if (supergraphSdl === undefined) return { ok: false, problems: errors.map(({ message }) => message) };
  return { ok: true, supergraphSdl: `${supergraphSdl.trim()}\n`, publicSdl };
}

/** The subgraphs of this package, in the order in which they are composed. */
export const ownSubgraphs = (): readonly Subgraph[] => SUBGRAPHS.map((name) => ({ name, url: `http://${name}.invalid/graphql`, sdl: subgraphSdl(name) }));
