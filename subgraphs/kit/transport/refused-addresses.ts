import { lookup, type LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { buildConnector } from 'undici';

/** Whether an address, of version 4 or 6, is not to be connected to. */
export type RefusesAddress = (address: string) => boolean;

/** What strangers name must not lead there. */
class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
}

/** Addresses that no other machine's service has: of one link only (a cloud's metadata are at one), of groups, of nobody. */
const NEVER = [['0.0.0.0', 8, 'ipv4'], ['169.254.0.0', 16, 'ipv4'], ['224.0.0.0', 4, 'ipv4'], ['255.255.255.255', 32, 'ipv4'], ['::', 128, 'ipv6'], ['fe80::', 10, 'ipv6'], ['ff00::', 8, 'ipv6']] as const;
const THIS_MACHINE = [['127.0.0.0', 8, 'ipv4'], ['::1', 128, 'ipv6']] as const;
/** Addresses that mean something on one's own network only, and the range that translates to any of version 4. */
const PRIVATE = [['10.0.0.0', 8, 'ipv4'], ['100.64.0.0', 10, 'ipv4'], ['172.16.0.0', 12, 'ipv4'], ['192.0.0.0', 24, 'ipv4'], ['192.168.0.0', 16, 'ipv4'], ['198.18.0.0', 15, 'ipv4'], ['240.0.0.0', 4, 'ipv4'], ['64:ff9b::', 96, 'ipv6'], ['fc00::', 7, 'ipv6'], ['fec0::', 10, 'ipv6']] as const;

export interface RefusedOptions {
  /** Whether this machine's own services may be connected to. */
  readonly allowsThisMachine: boolean;
  /** Whether private networks may be: offices have theirs. @default true */
  readonly allowsPrivate?: boolean;
}

/** Refuses what can't be a service that a stranger runs. */
export function refusedAddresses({ allowsThisMachine, allowsPrivate = true }: RefusedOptions): RefusesAddress {
  const list = new BlockList();
  for (const [network, prefix, family] of [...NEVER, ...(allowsThisMachine ? [] : THIS_MACHINE), ...(allowsPrivate ? [] : PRIVATE)]) list.addSubnet(network, prefix, family);
  return (address) => list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/** A connector that looks at the address itself, whatever name it was found by: a name can lead elsewhere the next time. */
export function refusingConnector(refuses: RefusesAddress, options: buildConnector.BuildOptions = {}): buildConnector.connector {
  const connect = buildConnector({ ...options, lookup: refusingLookup(refuses) } as buildConnector.BuildOptions);
  return (target, callback) => {
    const host = target.hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) !== 0 && refuses(host)) callback(refusal(host), null);
    else connect(target, callback);
  };
}

const refusal = (host: string): AddressRefused => new AddressRefused(`${host} is or leads to an address that is not asked: one of the machine that asks, of a single link or of nobody, or of a private network where those are not asked`);

const refusingLookup = (refuses: RefusesAddress): LookupFunction =>
  function lookUp(host, options, callback) {
    lookup(host, { ...options, all: true }, (error, addresses: readonly LookupAddress[] = []) => {
      const failure = error ?? (addresses.some(({ address }) => refuses(address)) ? refusal(host) : null);
      const [first] = addresses;
      if (failure || !first) callback(failure ?? new Error(`${host} has no address`), '', 0);
      else if (options.all) callback(null, [...addresses]);
      else callback(null, first.address, first.family);
    });
  };
