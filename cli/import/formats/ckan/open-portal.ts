import type { ProfiledSource } from '../profile.js';
import { ckanMapping } from './map-ckan.js';
import { createPortalClient, type PortalClientOptions } from './portal-client.js';
import { portalPackages } from './portal-packages.js';
import { openPortalState } from './portal-state.js';

export interface OpenPortalOptions extends PortalClientOptions {
  /** GraphQL endpoint of the node that the packages go to. */
  readonly node: string;
  /** Names the portal. @default its host and path */
  readonly system?: string | undefined;
  /** File that remembers how far a portal was read; without one all is read. */
  readonly state?: string | undefined;
  /** Reads all, whatever the file remembers. @default false */
  readonly all?: boolean;
}

/** A portal whose packages are read as they are imported. */
export interface PortalSource extends ProfiledSource {
  /** Remembers how far it was read: to be called when all that was read is published. */
  readonly remember: () => void;
}

/** Opens a CKAN portal as a source. @throws BadState */
export function openPortal({ node, system, state, all = false, ...client }: OpenPortalOptions): PortalSource {
  const { portal } = client;
  const remembered = state === undefined ? undefined : openPortalState(state, portal, node);
  let newest: string | undefined;
  return {
    entries: portalPackages({ ask: createPortalClient(client), since: all ? undefined : remembered?.since, onRead: (modified) => void (newest = modified) }),
    mapping: ckanMapping({ system: system ?? systemOf(portal), portal }),
    remember: () => {
      if (newest !== undefined) remembered?.save(newest);
    },
  };
}

/** `https://data.example.cn/portal/` → `data.example.cn/portal` */
const systemOf = (portal: string): string => `${new URL(portal).host}${new URL(portal).pathname}`.replace(/\/+$/, '');
