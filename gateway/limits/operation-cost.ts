import type { ApolloServerPlugin } from '@apollo/server';
import { getNullableType, GraphQLError, isListType, isRequiredArgument, type GraphQLCompositeType, type GraphQLField } from 'graphql';
import { getComplexity, type ComplexityEstimator } from 'graphql-query-complexity';
import { tooLarge } from '../../subgraphs/kit/limits/check-operation.js';

/** How many values a list is taken to have where the operation does not say. */
const LIST_LENGTH = 5;

/**
 * What an operation may ask for at most, by its page sizes: a field costs 1, and what is below one that takes `first` or
 * has to be given a list costs as often as it can come. Looked at before anything is planned.
 */
export function costLimit(maxCost: number): ApolloServerPlugin {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ document, operationName, request, schema }) {
          let cost: number;
          try {
            cost = getComplexity({ schema, query: document, ...(operationName ? { operationName } : {}), variables: request.variables ?? {}, estimators: [bySize] });
          } catch (error) {
            // A variable that does not fit its type: the answer says so.
            if (error instanceof GraphQLError) return;
            throw error;
          }
          if (cost <= maxCost) return;
          const { message, extensions } = tooLarge({ limit: 'cost', what: 'fields by its page sizes', allowed: maxCost, got: cost, advice: 'Ask for smaller pages (`first`) and turn them with `after`, or for fewer fields.' });
          throw new GraphQLError(message, { extensions: { ...extensions, http: { status: 400 } } });
        },
      };
    },
  };
}

const bySize: ComplexityEstimator = ({ type, field, args, childComplexity }) => 1 + childComplexity * timesOf(type, field, args as Readonly<Record<string, unknown>>);

function timesOf({ name }: GraphQLCompositeType, field: GraphQLField<unknown, unknown>, args: Readonly<Record<string, unknown>>): number {
  const first = pageSizeOf(field, args);
  const isPage = typeof first === 'number';
  const isList = isListType(getNullableType(field.type));
  // A list that has to be given says how many there are, as do those of a page; another narrows what there is.
  const given = isList ? field.args.filter((arg) => isPage || isRequiredArgument(arg)).map((arg) => args[arg.name]).filter(Array.isArray) : [];
  if (isPage || given.length > 0) return given.reduce((times, list) => times * Math.max(1, list.length), isPage ? Math.max(1, first) : 1);
  // A page, the buckets of a facet, the records of a lineage and options were counted where their size was asked for.
  return isList && !/(?:Connection|Page|Facet|Lineage|Options)$/.test(name) ? LIST_LENGTH : 1;
}

/** What `first` or `max` is given; one that is given as null is taken for its default, as it is answered. */
function pageSizeOf(field: GraphQLField<unknown, unknown>, args: Readonly<Record<string, unknown>>): unknown {
  const size = field.args.find(({ name }) => name === 'first' || name === 'max');
  return size && (args[size.name] ?? size.defaultValue);
}
