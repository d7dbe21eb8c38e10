import { Kind, visit, type DocumentNode, type FieldDefinitionNode, type InputValueDefinitionNode, type InterfaceTypeDefinitionNode, type ObjectTypeDefinitionNode, type StringValueNode, type TypeDefinitionNode, type TypeNode } from 'graphql';

type Described = FieldDefinitionNode | InputValueDefinitionNode;
type Fielded = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

/**
 * Gives fields and arguments that say nothing of themselves what is said elsewhere: of a field, the words of the interface that
 * asks for it; else, where its type is not a scalar, the words of that type. So a document says everything once.
 */
export function inheritDescriptions(document: DocumentNode): DocumentNode {
  const types = new Map<string, TypeDefinitionNode>();
  for (const node of document.definitions) if ('name' in node && node.kind.endsWith('TypeDefinition')) types.set((node as TypeDefinitionNode).name.value, node as TypeDefinitionNode);

  const ofType = (type: TypeNode): StringValueNode | undefined => {
    const named = types.get(nameOf(type));
    return named === undefined || named.kind === Kind.SCALAR_TYPE_DEFINITION ? undefined : named.description;
  };
  const input = (node: InputValueDefinitionNode, from?: InputValueDefinitionNode): InputValueDefinitionNode => described(node, from?.description ?? ofType(node.type));
  const field = (node: FieldDefinitionNode, from?: FieldDefinitionNode): FieldDefinitionNode => ({
    ...described(node, from?.description ?? ofType(node.type)),
    arguments: node.arguments?.map((one) => input(one, from?.arguments?.find(({ name }) => name.value === one.name.value))) ?? [],
  });
  const fielded = (node: Fielded): Fielded => {
    const interfaces = (node.interfaces ?? []).map(({ name }) => types.get(name.value)).filter((type) => type?.kind === Kind.INTERFACE_TYPE_DEFINITION);
    const asked = (name: string): FieldDefinitionNode | undefined => interfaces.flatMap((type) => type.fields ?? []).find((one) => one.name.value === name);
    return { ...node, fields: node.fields?.map((one) => field(one, asked(one.name.value))) ?? [] };
  };
  return visit(document, {
    ObjectTypeDefinition: fielded,
    InterfaceTypeDefinition: fielded,
    InputObjectTypeDefinition: (node) => ({ ...node, fields: node.fields?.map((one) => input(one)) ?? [] }),
  });
}

const nameOf = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type));

function described<Node extends Described>(node: Node, description: StringValueNode | undefined): Node {
  return node.description !== undefined || description === undefined ? node : { ...node, description };
}
