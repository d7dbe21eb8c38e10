import type { IncomingMessage } from 'node:http';
import { isIPv4, isIPv6 } from 'node:net';

/**
 * Whose request it is, as far as its address tells: of IPv6 the network of 64 bits that one client is given.
 *
 * @param proxies how many proxies in front of this service add to `x-forwarded-for`; what stands before theirs anybody can write
 * @returns null for this machine itself, where no proxy says whom it asks for
 */
export function clientAddress({ socket, headers }: Pick<IncomingMessage, 'headers'> & { readonly socket: { readonly remoteAddress?: string | undefined } }, proxies: number): string | null {
  const hops = String(headers['x-forwarded-for'] ?? '').split(',').map((hop) => hop.trim());
  const said = proxies > 0 ? hops.at(-proxies) : undefined;
  const address = (said || socket.remoteAddress || '').replace(/^::ffff:/i, '');
  if (!said && (address === '::1' || address.startsWith('127.'))) return null;
  if (isIPv4(address)) return address;
  return isIPv6(address) ? network64(address) : 'unknown';
}

function network64(address: string): string {
  const [head = '', tail] = address.split('%', 1).join('').split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail ? tail.split(':') : [];
  const groups = tail === undefined ? front : [...front, ...Array.from({ length: Math.max(0, 8 - front.length - back.length) }, () => '0'), ...back];
  return `${groups.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}
