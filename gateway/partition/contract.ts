import { buildSubgraphSchema } from '@apollo/subgraph';
import { isInterfaceType, isObjectType, Kind, parse, valueFromASTUntyped, type DirectiveNode, type DocumentNode, type GraphQLNamedType, type GraphQLSchema } from 'graphql';

/** How a root field finds its node: `@partition(by:, lookup:)` of the contract. */
export interface Partition {
  /** The argument that carries an id or an authority's code. */
  readonly by: string;
  /** Arguments that the national index translates to an id. */
  readonly lookup: readonly string[];
}

/** The node contract as the router needs it. */
export interface Contract {
  readonly sdl: string;
  /** The contract as an executable subgraph schema, with `_entities` and `_service`. */
  readonly schema: GraphQLSchema;
  /** By root field, of queries and of mutations. A root field without one belongs to no node. */
  readonly partitions: ReadonlyMap<string, Partition>;
  /** Names of the mutations that owners take. */
  readonly mutations: ReadonlySet<string>;
  /** Arguments, as `field.argument`, that stand between nodes and harvesters and are not for clients: marked `@inaccessible`. */
  readonly hiddenArguments: ReadonlySet<string>;
  /** Whether values of this type are entities of the catalog: linked by id, each answered by its owner. */
  isEntity(type: GraphQLNamedType): boolean;
}

/** Reads the node contract. @throws Error where a root field has no `@partition`, or one that names an argument that its field does not have */
export function readContract(sdl: string): Contract {
  const document = parse(sdl);
  const schema = buildSubgraphSchema(document);
  const keyed = new Set(objectTypes(document).filter((type) => type.directives?.some(({ name }) => name.value === 'key')).map((type) => type.name.value));
  const isEntity = (type: GraphQLNamedType): boolean => {
    if (isObjectType(type)) return keyed.has(type.name);
    return isInterfaceType(type) && schema.getPossibleTypes(type).every(({ name }) => keyed.has(name));
  };
  return { sdl, schema, partitions: readPartitions(document), mutations: new Set(fieldsOf(document, 'Mutation').map(({ name }) => name.value)), hiddenArguments: readHiddenArguments(document), isEntity };
}

const fieldsOf = (document: DocumentNode, root: 'Query' | 'Mutation') => objectTypes(document).find(({ name }) => name.value === root)?.fields ?? [];

function readHiddenArguments(document: DocumentNode): ReadonlySet<string> {
  const hidden = fieldsOf(document, 'Query').flatMap((field) => (field.arguments ?? []).filter(({ directives }) => directives?.some(({ name }) => name.value === 'inaccessible')).map(({ name }) => `${field.name.value}.${name.value}`));
  return new Set(hidden);
}

const objectTypes = (document: DocumentNode) => document.definitions.filter((node) => node.kind === Kind.OBJECT_TYPE_DEFINITION);

function readPartitions(document: DocumentNode): ReadonlyMap<string, Partition> {
  const partitions = new Map<string, Partition>();
  for (const field of [...fieldsOf(document, 'Query'), ...fieldsOf(document, 'Mutation')]) {
    const directive = field.directives?.find(({ name }) => name.value === 'partition');
    if (!directive) throw new Error(`${field.name.value}: expected @partition, which says whose it is.`);
    const partition = partitionOf(directive);
    for (const argument of [partition.by, ...partition.lookup]) {
      if (!field.arguments?.some(({ name }) => name.value === argument)) {
        throw new Error(`${field.name.value}: @partition names the argument "${argument}", which the field does not have.`);
      }
    }
    partitions.set(field.name.value, partition);
  }
  return partitions;
}

function partitionOf(directive: DirectiveNode): Partition {
  const values = Object.fromEntries((directive.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]));
  return { by: values['by'] as string, lookup: (values['lookup'] ?? []) as readonly string[] };
}
