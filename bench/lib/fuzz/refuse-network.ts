import dns from 'node:dns';
import net from 'node:net';

/** Makes every connection and look-up of this process fail, and counts them. @returns how many were tried */
export function refuseNetwork(): () => number {
  let tried = 0;
  const refuse = (): never => {
    tried += 1;
    throw new Error('There is no network here.');
  };
  net.Socket.prototype.connect = refuse;
  Object.assign(net, { connect: refuse, createConnection: refuse });
  Object.assign(dns, { lookup: refuse });
  Object.assign(dns.promises, { lookup: refuse });
  return () => tried;
}
