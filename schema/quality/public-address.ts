const HOST = /^(?:https?|ftp):\/\/(?:[^/?#@]*@)?(\[[0-9a-f:.]+\]|[^/?#:[\]\s]+)(?::\d+)?(?:[/?#]|$)/i;
const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;
/** RFC 1918, RFC 1122 and RFC 3927: addresses of this machine or of a private network. */
const PRIVATE_IPV4 = /^(?:0|10|127)\.|^192\.168\.|^169\.254\.|^172\.(?:1[6-9]|2\d|3[01])\./;
/** RFC 4193 and RFC 4291: the same in IPv6. */
const PRIVATE_IPV6 = /^\[(?:f[cd]|fe[89ab]|::1?\])/i;
/** RFC 2606, RFC 6761, RFC 6762 and the names that private networks use. */
const RESERVED_NAME = /(?:^|\.)(?:localhost|local|internal|intranet|lan|home|corp|test|example|invalid)\.?$|(?:^|\.)example\.(?:com|net|org)\.?$/i;

/**
 * Whether an address, as it is written, can work for everybody: a web or FTP address of a host with a public name or
 * number. Nothing is asked over the network, so an address of that form may still be dead.
 */
export function isPublicAddress(address: string | null | undefined): boolean {
  const host = HOST.exec(address ?? '')?.[1];
  if (host === undefined) return false;
  if (host.startsWith('[')) return !PRIVATE_IPV6.test(host);
  if (IPV4.test(host)) return !PRIVATE_IPV4.test(host);
  return host.includes('.') && !RESERVED_NAME.test(host);
}
