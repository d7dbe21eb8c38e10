import type { DataItem, Distribution } from '../model.js';
import type { AccessRequest } from './access-request.js';

/** Details of a record that are no part of its document. Whatever is not set is absent. */
export type RestrictedDetails = {
  readonly distributions?: readonly Distribution[];
  readonly items?: readonly DataItem[];
  readonly note?: string;
};

/** Which requests are listed. All that is given must hold. */
export interface RequestFilter {
  readonly authorities?: readonly string[];
  readonly requester?: string;
  readonly record?: string;
}

/** Where a listing goes on: behind this request. */
export interface ListedAfter {
  readonly after: AccessRequest | null;
  readonly limit: number;
}

/** Where a node keeps what it shows only to some, and who asked for it. Nothing of it is in any log. */
export interface AccessStore {
  /** Whether it answered when it was last asked. */
  readonly reachable: boolean;
  request(id: string): Promise<AccessRequest | null>;
  /**
   * Keeps a request. Resolves when durable.
   * @param before what it was made from; null for a new one
   * @returns whether it was kept: false where somebody else was first
   */
  putRequest(request: AccessRequest, before: AccessRequest | null): Promise<boolean>;
  /** The newest first. */
  requests(filter: RequestFilter, range: ListedAfter): Promise<readonly AccessRequest[]>;
  /** Null where the record has none. */
  restricted(record: string): Promise<RestrictedDetails | null>;
  /** Null removes them. Resolves when durable. */
  putRestricted(record: string, details: RestrictedDetails | null): Promise<void>;
  close(): Promise<void>;
}

/** Requests in the order of this, downwards, are the newest first. */
export const orderOf = ({ trail, id }: AccessRequest): string => `${trail[0]?.at ?? ''} ${id}`;
