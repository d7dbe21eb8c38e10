import { expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { callKeyIn } from '../../../../../subgraphs/kit/identity/calls/call-key.js';
import { callSigner } from '../../../../../subgraphs/kit/identity/calls/call-signer.js';
import { CALL_TOKEN_TYPE } from '../../../../../subgraphs/kit/identity/calls/call-token.js';
import { serviceIdentity } from '../../../../../subgraphs/kit/identity/calls/service-identity.js';
import { NOBODY, type Identify } from '../../../../../subgraphs/kit/identity/identity.js';

const logger = pino({ level: 'silent' });
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
/** What looks like a service's token and is signed by nobody. */
const unsigned = [part({ alg: 'EdDSA', typ: CALL_TOKEN_TYPE, kid: 'k' }), part({ roles: ['OPERATOR'] }), 'x'].join('.');
const request: Parameters<Identify>[0] = { message: { method: 'POST', url: '/graphql', headers: { authorization: `Bearer ${unsigned}` } } as Parameters<Identify>[0]['message'], body: Buffer.from('{}') };

test('a service that trusts nobody takes a signed call for the public', async () => {
  expect(await serviceIdentity({ names: ['MEE'], trusted: [], logger })(request)).toEqual(NOBODY);
});

test('where a token is needed, one that nobody trusted has signed is none, whoever is trusted', async () => {
  await expect(serviceIdentity({ names: ['MEE'], trusted: [], requiresToken: true, logger })(request)).rejects.toMatchObject({ extensions: { code: 'UNAUTHENTICATED' } });
});

test('a call that was taken before the service was started anew is refused after it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ucat-identity-'));
  const key = callKeyIn(join(folder, 'gateway'));
  const authorization = callSigner(key)({ audience: ['MEE'], method: 'POST', path: '/graphql', body: '{}', viewer: undefined });
  const call = { message: { method: 'POST', url: '/graphql', headers: { authorization } } as Parameters<Identify>[0]['message'], body: Buffer.from('{}') };
  const started = (dataDir?: string): Identify => serviceIdentity({ names: ['MEE'], trusted: [{ role: 'GATEWAY', key: key.publicKey }], dataDir, logger });
  const node = join(folder, 'node');
  expect(await started(node)(call)).toMatchObject({ caller: { role: 'GATEWAY' } });
  await expect(started(node)(call)).rejects.toThrow('used before');
  expect(await started()(call)).toMatchObject({ caller: { role: 'GATEWAY' } });
  rmSync(folder, { recursive: true });
});
