import { codegen } from '@graphql-codegen/core';
import * as typescript from '@graphql-codegen/typescript';
import * as resolvers from '@graphql-codegen/typescript-resolvers';
import { buildASTSchema, parse, printSchema } from 'graphql';
import { readFileSync } from 'node:fs';
import { composeSupergraph, ownSubgraphs } from './compose-supergraph.js';
import { packagePath } from './package-path.js';
import { nodeSdl, registrySdl, subgraphSdl } from './sdl.js';

const HEADER = '// Made by `npm run generate` from schema/*.graphql.\n';

/** Everything that `schema/generated/` holds, by file name, as it should be for the schema as it stands. */
export async function generatedFiles(): Promise<ReadonlyMap<string, string>> {
  return new Map([
    ['common.ts', HEADER + (await types('type Query { _: Boolean }\n' + common(), []))],
    ['catalog.ts', HEADER + (await types(nodeSdl(), [resolvers]))],
    ['search.ts', HEADER + (await types(subgraphSdl('search'), [resolvers]))],
    ['registry.ts', HEADER + (await types(registrySdl(), [resolvers]))],
    ['supergraph.graphql', compose()],
  ]);
}

const common = (): string => readFileSync(packagePath('schema', 'common.graphql'), 'utf8');

function compose(): string {
  const composition = composeSupergraph(ownSubgraphs());
  if (!composition.ok) throw new Error(`The subgraphs do not compose:\n${composition.problems.join('\n')}`);
  return composition.supergraphSdl;
}

async function types(sdl: string, more: readonly (typeof resolvers)[]): Promise<string> {
  const schema = parse(printSchema(buildASTSchema(parse(sdl), { assumeValidSDL: true })));
  const config = {
    enumsAsTypes: true,
    useTypeImports: true,
    immutableTypes: true,
    avoidOptionals: { field: true },
    scalars: { ID: 'string', Date: 'string', DateTime: 'string', MinorUnits: 'number' },
    contextType: 'unknown',
    defaultMapper: 'unknown',
  };
  const text = await codegen({
    filename: '',
    schema,
    documents: [],
    config,
    plugins: [{ typescript: {} }, ...more.map((_, index) => ({ [`resolvers${String(index)}`]: {} }))],
    pluginMap: { typescript, ...Object.fromEntries(more.map((plugin, index) => [`resolvers${String(index)}`, plugin])) },
  });
  // Our interface `Record` hides TypeScript's utility type of that name.
  return text.replaceAll('Record<PropertyKey, never>', 'object');
}
