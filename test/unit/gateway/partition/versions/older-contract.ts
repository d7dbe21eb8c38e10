import { Kind, parse, print, visit, type FieldDefinitionNode } from 'graphql';
import { subgraphSdl } from '../../../../../schema/sdl.js';

const contract = parse(subgraphSdl('catalog'));
const RECORD_TYPES = ['Record', 'Dataset', 'DataSeries', 'DataService', 'Standard', 'Organization'];

/** `Record.x` stands for the interface and for every kind of record. */
const spelledOut = (lack: string): readonly string[] => (lack.startsWith('Record.') ? RECORD_TYPES.map((type) => lack.replace('Record', type)) : [lack]);

/** The contract without some of its fields and arguments, named `Type.field` or `Type.field(argument)`. */
export function contractWithout(lacks: readonly string[]): { readonly sdl: string; readonly lacks: ReadonlySet<string> } {
  const gone = new Set(lacks.flatMap(spelledOut));
  const prune = (type: string, fields: readonly FieldDefinitionNode[] = []): readonly FieldDefinitionNode[] =>
    fields
      .filter(({ name }) => !gone.has(`${type}.${name.value}`))
      .map((field) => ({ ...field, arguments: (field.arguments ?? []).filter(({ name }) => !gone.has(`${type}.${field.name.value}(${name.value})`)) }));
  const definition = <Node extends { readonly name: { readonly value: string }; readonly fields?: readonly FieldDefinitionNode[] }>(node: Node): Node => ({ ...node, fields: prune(node.name.value, node.fields) });
  const document = visit(contract, {
    ObjectTypeDefinition: definition,
    InterfaceTypeDefinition: definition,
    EnumTypeDefinition: (node) => ({ ...node, values: node.values?.filter(({ name }) => !gone.has(`${node.name.value}.${name.value}`)) }),
  });
  const left = { ...document, definitions: document.definitions.filter((node) => !(node.kind === Kind.OBJECT_TYPE_DEFINITION && gone.has(node.name.value))) };
  return { sdl: print(left), lacks: gone };
}
