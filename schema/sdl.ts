import { readFileSync } from 'node:fs';
import { packagePath } from './package-path.js';

/** The subgraphs that the supergraph is composed from, in this order. */
export const SUBGRAPHS = ['catalog', 'search', 'registry', 'market', 'compute', 'use'] as const;
export type SubgraphName = (typeof SUBGRAPHS)[number];

const read = (file: string): string => readFileSync(packagePath('schema', `${file}.graphql`), 'utf8');

/** A subgraph's contract: the words all share, then its own. */
export const subgraphSdl = (name: SubgraphName): string => `${read(name)}\n${read('common')}`;

/** What a node serves: its contract and its stewards' mutations. */
export const nodeSdl = (): string => `${subgraphSdl('catalog')}\n${read('catalog-steward')}\n${read('audit')}`;

/** What the registry serves: its contract and its operator's mutations. */
export const registrySdl = (): string => `${subgraphSdl('registry')}\n${read('registry-operator')}\n${read('audit')}`;

/** The composed supergraph, as kept in `schema/generated/`. */
export const supergraphSdl = (): string => readFileSync(packagePath('schema', 'generated', 'supergraph.graphql'), 'utf8');
