import { describe, expect, test } from '@jest/globals';
import { buildSchema, parse, visit } from 'graphql';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { packagePath } from '../../../schema/package-path.js';
import { nodeSdl, registrySdl, subgraphSdl, SUBGRAPHS, supergraphSdl } from '../../../schema/sdl.js';

const kept = packagePath('schema', 'generated');

describe('schema/generated', () => {
  test('is what `npm run generate` makes of the schema as it stands', () => {
    // In a process of its own: the generator's packages are CommonJS with a second copy of graphql's module state.
    const made = JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', `
      const { generatedFiles } = await import(${JSON.stringify(packagePath('dist', 'schema', 'generated-files.js'))});
      process.stdout.write(JSON.stringify([...await generatedFiles()]));
    `], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })) as readonly [string, string][];
    expect(readdirSync(kept).sort()).toEqual(made.map(([name]) => name).sort());
    for (const [name, text] of made) expect(`${name}\n${readFileSync(`${kept}/${name}`, 'utf8')}`).toBe(`${name}\n${text}`);
  });

  test('the supergraph has the mutations that a viewer asks of an owner, and no other: stewards and operators write at the service that keeps the data', () => {
    const mutation = /type Mutation[^{]*\{([^}]*)\}/.exec(supergraphSdl())?.[1] ?? '';
    expect([...mutation.matchAll(/^ {2}(\w+)\(/gm)].map(([, name]) => name)).toEqual(['requestAccess', 'answerAccessQuestion', 'withdrawAccessRequest']);
    expect(nodeSdl()).toContain('upsertRecords(');
    expect(registrySdl()).toContain('type Mutation');
  });

  test('no field but the key is answered by two subgraphs, so that no plan has a choice to make', () => {
    const owners = new Map<string, string[]>();
    for (const name of SUBGRAPHS) {
      visit(parse(subgraphSdl(name)), {
        ObjectTypeDefinition: (type) => {
          for (const field of type.fields ?? []) {
            const place = `${type.name.value}.${field.name.value}`;
            owners.set(place, [...(owners.get(place) ?? []), name]);
          }
        },
      });
    }
    const shared = [...owners].filter(([, names]) => names.length > 1).map(([place]) => place);
    expect(shared.filter((place) => !place.endsWith('.id') && place !== 'Authority.code')).toEqual([]);
  });

  test('every root field can be null: a service that fails never nulls its neighbours', () => {
    const query = buildSchema(subgraphSdl('search').replace(/extend schema[^\n]*\n/, 'directive @key(fields: String!, resolvable: Boolean) on OBJECT\ndirective @inaccessible on FIELD_DEFINITION | OBJECT\n')).getQueryType();
    for (const field of Object.values(query?.getFields() ?? {})) expect(`${field.name}: ${String(field.type)}`).not.toMatch(/!$/);
  });
});
