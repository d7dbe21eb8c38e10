import { Kind, parse, visit, type DirectiveNode, type DocumentNode, type ObjectTypeDefinitionNode, type ObjectTypeExtensionNode } from 'graphql';

/** What every subgraph has at its root for the gateway alone. */
const FEDERATION_FIELDS: ReadonlySet<string> = new Set(['_entities', '_service']);
const ROOTS_REFUSED: ReadonlySet<string> = new Set(['Mutation', 'Subscription']);

/**
 * Why a subgraph of somebody else's may not be composed with ours, whether or not it composes: its failure may null none
 * of our fields, it takes over none of them, and the national view answers queries only.
 *
 * @param own SDL of our subgraphs
 */
export function extensionProblems(sdl: string, own: readonly string[]): readonly string[] {
  const document = parse(sdl);
  const ownTypes = new Set(own.flatMap((one) => objectTypes(parse(one)).map(({ name }) => name.value)));
  const extended = objectTypes(document).filter(({ name }) => ownTypes.has(name.value));
  return [
    ...extended.flatMap(({ name, fields = [] }) =>
      fields.filter(({ type, name: field }) => type.kind === Kind.NON_NULL_TYPE && !FEDERATION_FIELDS.has(field.value) && !isKey(extended, name.value, field.value)).map((field) => `${name.value}.${field.name.value} is added to a type of the catalog, so it must be able to be null: else its failure would cost the whole ${name.value}.`),
    ),
    ...objectTypes(document).filter(({ name }) => ROOTS_REFUSED.has(name.value)).map(({ name }) => `The type ${name.value} is not composed: the national view answers queries only.`),
    ...overrides(document),
  ];
}

const objectTypes = ({ definitions }: DocumentNode): readonly (ObjectTypeDefinitionNode | ObjectTypeExtensionNode)[] =>
  definitions.filter((node) => node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.OBJECT_TYPE_EXTENSION);

/** Whether a field is part of the key by which the subgraph knows a type, which it only repeats. */
function isKey(types: readonly (ObjectTypeDefinitionNode | ObjectTypeExtensionNode)[], type: string, field: string): boolean {
  const keys = types.filter(({ name }) => name.value === type).flatMap(({ directives = [] }) => directives.filter(({ name }) => name.value === 'key').map(fieldsOfKey));
  return keys.some((fields) => fields.includes(field));
}

function fieldsOfKey({ arguments: given = [] }: DirectiveNode): readonly string[] {
  const value = given.find(({ name }) => name.value === 'fields')?.value;
  return value?.kind === Kind.STRING ? value.value.split(/[\s{}]+/) : [];
}

function overrides(document: DocumentNode): readonly string[] {
  const found: string[] = [];
  visit(document, { Directive: ({ name }) => void (name.value === 'override' && found.push('@override is not composed: a field of the catalog stays with its owner.')) });
  return found;
}
