import { describe, expect, test } from '@jest/globals';
import { assertInterfaceType, buildSchema, isInterfaceType, isObjectType, parse, TypeInfo, validate, visit, visitWithTypeInfo, type GraphQLSchema } from 'graphql';
import { readdirSync, readFileSync } from 'node:fs';
import { composeSupergraph, ownSubgraphs } from '../../../schema/compose-supergraph.js';
import { packagePath } from '../../../schema/package-path.js';

const folder = packagePath('docs', 'examples', 'queries');
const files = readdirSync(folder).sort();
const textOf = (name: string): string => readFileSync(`${folder}/${name}`, 'utf8');

function publicSchema(): GraphQLSchema {
  const composed = composeSupergraph(ownSubgraphs());
  if (!composed.ok) throw new Error(composed.problems.join('\n'));
  return buildSchema(composed.publicSdl, { assumeValid: true });
}

/** `Type.field` of every field that a document asks for. */
function asked(schema: GraphQLSchema, text: string): readonly string[] {
  const found: string[] = [];
  const info = new TypeInfo(schema);
  visit(parse(text), visitWithTypeInfo(info, { Field: ({ name }) => void found.push(`${info.getParentType()?.name ?? ''}.${name.value}`) }));
  return found;
}

describe('the example queries', () => {
  const schema = publicSchema();
  const kindsOfRecord = (): readonly string[] => schema.getPossibleTypes(assertInterfaceType(schema.getType('Record'))).map(({ name }) => name).sort();

  test.each(files)('%s says what it is for, and keeps to the schema', (name) => {
    expect(name).toMatch(/^\d\d-[a-z-]+\.graphql$/);
    expect(textOf(name)).toMatch(/^# \S.{5,100}\n/);
    // Each operation by itself: GraphiQL asks which.
    expect(validate(schema, parse(textOf(name))).map(({ message }) => message)).toEqual([]);
  });

  test('no field of the schema lacks an example: ask for it in a file of docs/examples/queries', () => {
    const shown = new Set(files.flatMap((name) => asked(schema, textOf(name))));
    const types = Object.values(schema.getTypeMap()).filter((type) => !type.name.startsWith('__')).filter((type) => isObjectType(type) || isInterfaceType(type));
    const without = types.flatMap((type) => Object.keys(type.getFields()).filter((field) => {
      // What is asked of an interface is asked of all that implement it, and the other way round.
      const kin = isObjectType(type) ? type.getInterfaces() : schema.getPossibleTypes(type);
      return ![type, ...kin].some(({ name }) => shown.has(`${name}.${field}`));
    }).map((field) => `${type.name}.${field}`));
    expect(without).toEqual([]);
  });

  test('the cache of the Apollo example knows every kind of record', () => {
    const [, told = ''] = /possibleTypes: \{ Record: \[([^\]]+)\]/.exec(readFileSync(packagePath('docs', 'examples', 'clients', 'apollo-client.ts'), 'utf8')) ?? [];
    expect([...told.matchAll(/'(\w+)'/g)].map(([, name]) => name).sort()).toEqual(kindsOfRecord());
  });

  test('docs/extending.md names every kind of record among what can be extended', () => {
    const [told = ''] = /`[^.]*can be\s+extended by `id`/.exec(readFileSync(packagePath('docs', 'extending.md'), 'utf8')) ?? [];
    expect([...told.matchAll(/`([A-Z]\w+)`/g)].map(([, name]) => name).sort()).toEqual(kindsOfRecord());
  });
});
