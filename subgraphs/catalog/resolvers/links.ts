import type { GraphQLResolveInfo } from 'graphql';
import { catalogError } from '../../../schema/errors.js';
import { authorityIn, TYPE_NAMES } from '../../../schema/ids.js';
import type { CatalogRecord, RecordKind } from '../model.js';
import type { CatalogContext } from './context.js';
import { loadRecord } from './load-record.js';
import { asksOnlyOfKey } from './selection.js';

/** All that an id says by itself. */
export interface RecordStub {
  readonly id: string;
  readonly kind: RecordKind;
}

type LinkResult = RecordStub | Promise<CatalogRecord>;

/**
 * A link to one record. A router asks for no more than the key, and that costs nothing here; more is answered for
 * records of this node.
 */
export const linkTo =
  <Field extends string>(field: Field, kind: RecordKind) =>
  (record: { readonly [Key in Field]?: string }, _: unknown, context: CatalogContext, info: GraphQLResolveInfo): LinkResult | null => {
    const id = record[field];
    return id === undefined ? null : follow(id, kind, context, info);
  };

/** A link to many. One that can't be answered is null with its own error and takes no other with it. */
export const linksTo =
  <Field extends string>(field: Field, kind: RecordKind) =>
  (record: { readonly [Key in Field]?: readonly string[] }, _: unknown, context: CatalogContext, info: GraphQLResolveInfo): readonly (LinkResult | Error)[] =>
    (record[field] ?? []).map((id) => {
      try {
        return follow(id, kind, context, info);
      } catch (error) {
        // graphql-js takes an Error in a list for the failure of that item.
        return error as Error;
      }
    });

function follow(id: string, kind: RecordKind, context: CatalogContext, info: GraphQLResolveInfo): LinkResult {
  if (asksOnlyOfKey(info)) return { id, kind };
  const authority = authorityIn(id);
  if (context.served.has(authority)) return loadRecord(id, context, kind);
  throw catalogError('HELD_ELSEWHERE', `${id} belongs to ${authority}, which this node does not serve: ask the gateway for it.`, { id, typename: TYPE_NAMES[kind], authority });
}
