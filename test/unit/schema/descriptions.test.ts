import { describe, expect, test } from '@jest/globals';
import { buildSchema, isEnumType, isInputObjectType, isInterfaceType, isObjectType, isSpecifiedScalarType, parse, print } from 'graphql';
import { composeSupergraph, ownSubgraphs } from '../../../schema/compose-supergraph.js';
import { inheritDescriptions } from '../../../schema/inherit-descriptions.js';

interface Said {
  readonly place: string;
  readonly description: string | null | undefined;
}

/** Every type, field, argument and word of the schema that clients see, with what is said of it. */
function sayings(): readonly Said[] {
  const composed = composeSupergraph(ownSubgraphs());
  if (!composed.ok) throw new Error(composed.problems.join('\n'));
  const types = Object.values(buildSchema(composed.publicSdl, { assumeValid: true }).getTypeMap()).filter((type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type));
  return types.flatMap((type): readonly Said[] => {
    const own = { place: type.name, description: type.description };
    if (isEnumType(type)) return [own, ...type.getValues().map(({ name, description }) => ({ place: `${type.name}.${name}`, description }))];
    if (isInputObjectType(type)) return [own, ...Object.values(type.getFields()).map(({ name, description }) => ({ place: `${type.name}.${name}`, description }))];
    if (!isObjectType(type) && !isInterfaceType(type)) return [own];
    return [own, ...Object.values(type.getFields()).flatMap(({ name, description, args }) => [
      { place: `${type.name}.${name}`, description },
      ...args.map((arg) => ({ place: `${type.name}.${name}(${arg.name}:)`, description: arg.description })),
    ])];
  });
}

describe('what the schema says of itself', () => {
  test('no type, field, argument or word lacks a description', () => {
    const all = sayings();
    expect(all.length).toBeGreaterThan(700);
    expect(all.filter(({ description }) => (description ?? '').trim() === '').map(({ place }) => place)).toEqual([]);
  });

  test('a description is a sentence, or words with an example', () => {
    expect(sayings().filter(({ description }) => (description ?? '').length < 4).map(({ place }) => place)).toEqual([]);
  });
});

describe('inheritDescriptions', () => {
  const inherited = (sdl: string): string => print(inheritDescriptions(parse(sdl)));

  test('a field takes the words of the interface that asks for it, with its arguments', () => {
    expect(inherited('interface A { "Name." name("In it." lang: Int): String } type B implements A { name(lang: Int): String }')).toContain('type B implements A {\n  "Name."\n  name(\n    "In it."\n    lang: Int\n  ): String\n}');
  });

  test('else the words of its type, where that is no scalar', () => {
    const text = inherited('"A moment." scalar At "A word." enum Word { A } input In { word: [Word!] at: At } type B { word(of: Word): Word! at: At }');
    expect(text).toContain('input In {\n  "A word."\n  word: [Word!]\n  at: At\n}');
    expect(text).toContain('type B {\n  "A word."\n  word(\n    "A word."\n    of: Word\n  ): Word!\n  at: At\n}');
  });

  test('what says something of itself stands', () => {
    expect(inherited('"A word." enum Word { A } interface I { "Old." word: Word } type B implements I { "Own." word: Word }')).toContain('  "Own."\n  word: Word');
  });
});
