import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Names of the PEM files of an authority and of what it certified. */
export interface Certificates {
  readonly ca: string;
  readonly server: { readonly cert: string; readonly key: string };
  readonly client: { readonly cert: string; readonly key: string };
}

/** Makes a certificate authority, a server's certificate for this machine and a client's, by the command line of OpenSSL. */
export function makeCertificates(folder: string): Certificates {
  const file = (name: string): string => join(folder, name);
  const openssl = (...words: readonly string[]): void => void execFileSync('openssl', words, { stdio: 'pipe' });
  const key = (name: string): string => {
    openssl('ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', file(`${name}.key`));
    return file(`${name}.key`);
  };
  openssl('req', '-x509', '-new', '-key', key('ca'), '-days', '2', '-subj', '/CN=ca', '-out', file('ca.pem'));
  writeFileSync(file('names'), 'subjectAltName=IP:127.0.0.1,DNS:localhost\n');
  const certified = (name: string): { cert: string; key: string } => {
    const own = key(name);
    openssl('req', '-new', '-key', own, '-subj', `/CN=${name}`, '-out', file(`${name}.csr`));
    openssl('x509', '-req', '-in', file(`${name}.csr`), '-CA', file('ca.pem'), '-CAkey', file('ca.key'), '-CAcreateserial', '-days', '2', '-extfile', file('names'), '-out', file(`${name}.pem`));
    return { cert: file(`${name}.pem`), key: own };
  };
  return { ca: file('ca.pem'), server: certified('server'), client: certified('client') };
}
