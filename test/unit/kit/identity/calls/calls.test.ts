import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createLocalJWKSet, importJWK, jwtVerify, SignJWT } from 'jose';
import { createPrivateKey, generateKeyPairSync, type JsonWebKey } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { callKeyFile, callKeyIn } from '../../../../../subgraphs/kit/identity/calls/call-key.js';
import { callSigner, type OutgoingCall } from '../../../../../subgraphs/kit/identity/calls/call-signer.js';
import { bodyHash, CALL_TOKEN_TYPE, readCallToken } from '../../../../../subgraphs/kit/identity/calls/call-token.js';
import { callVerifier, type CallVerifier } from '../../../../../subgraphs/kit/identity/calls/call-verifier.js';
import { knownCallers } from '../../../../../subgraphs/kit/identity/calls/known-callers.js';
import { SeenTokens } from '../../../../../subgraphs/kit/identity/calls/seen-tokens.js';
import { readTrustedCallers } from '../../../../../subgraphs/kit/identity/calls/trusted-callers.js';
import type { CallerRole, Identity } from '../../../../../subgraphs/kit/identity/identity.js';
import type { NodeKey } from '../../../../../subgraphs/kit/identity/node-key.js';
import { ANONYMOUS, type Viewer } from '../../../../../subgraphs/kit/viewer.js';

const logger = pino({ level: 'silent' });
const VIEWER: Viewer = { subject: 'zhang', authorities: ['310000', 'MEE'], roles: ['AUDITOR'] };
const CALL: OutgoingCall = { audience: ['310000'], method: 'POST', path: '/graphql', body: '{"query":"{ a }"}', viewer: VIEWER };
const NOW = 1_800_000_000_000;

let folder: string;
let key: NodeKey;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ucat-calls-'));
  key = callKeyIn(folder);
});
afterEach(() => rmSync(folder, { recursive: true }));

const verifier = (role: CallerRole, now = (): number => NOW): CallVerifier => callVerifier({ names: new Set(['310000']), callers: knownCallers([{ role, key: key.publicKey }], { logger }), now });

/** Sends a call to a verifier as its service would receive it, changed on the way. */
async function receive(verify: CallVerifier, authorization: string, { method = 'POST', path = '/graphql', body = CALL.body as string } = {}): Promise<Identity> {
  const token = readCallToken(authorization.replace('Bearer ', ''));
  if (!token) throw new Error('not a call');
  return verify(token, { message: { method, url: path }, body: Buffer.from(body) });
}

const sign = callSignerAt(NOW);
function callSignerAt(now: number): (call?: Partial<OutgoingCall>) => string {
  return (call = {}) => callSigner(key, { now: () => now })({ ...CALL, ...call });
}

describe('a signed call', () => {
  test('speaks for the viewer where a gateway signed it, and for the service itself where another did', async () => {
    expect(await receive(verifier('GATEWAY'), sign())).toEqual({ caller: { role: 'GATEWAY', key: key.publicKey }, viewer: VIEWER });
    expect(await receive(verifier('GATEWAY'), sign({ viewer: undefined }))).toMatchObject({ viewer: ANONYMOUS });
    expect((await receive(verifier('INDEX'), sign())).viewer).toEqual({ subject: 'index', authorities: [], roles: ['INDEX'] });
    expect((await receive(verifier('REGISTRY'), sign())).viewer).toEqual(ANONYMOUS);
    expect((await receive(verifier('REPLICA'), sign())).viewer).toEqual({ ...VIEWER, roles: ['AUDITOR', 'REPLICA'] });
  });

  test('gives nobody a role that services and stewards have', async () => {
    const { viewer } = await receive(verifier('GATEWAY'), sign({ viewer: { ...VIEWER, roles: ['INDEX', 'REPLICA', 'STEWARD', 'AUDITOR'] } }));
    expect(viewer.roles).toEqual(['AUDITOR']);
  });

  test('is good for one method, path, body and service, and once', async () => {
    const verify = verifier('GATEWAY');
    await expect(receive(verify, sign(), { method: 'GET' })).rejects.toThrow('another method or path');
    await expect(receive(verify, sign(), { path: '/other' })).rejects.toThrow('another method or path');
    await expect(receive(verify, sign(), { body: '{}' })).rejects.toThrow('another body');
    await expect(receive(verify, sign({ audience: ['330000'] }))).rejects.toThrow('for another service: expected one of 310000 but got 330000');
    const once = sign();
    await receive(verify, once);
    await expect(receive(verify, once)).rejects.toMatchObject({ message: expect.stringContaining('used before'), extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } } });
  });

  test('is taken within 30 seconds of difference between clocks, and not beyond', async () => {
    const verify = verifier('GATEWAY');
    await receive(verify, callSignerAt(NOW - 39_000)());
    await receive(verify, callSignerAt(NOW + 30_000)());
    await expect(receive(verify, callSignerAt(NOW - 41_000)())).rejects.toThrow('is over, by 31 s; clocks may differ by 30 s');
    await expect(receive(verify, callSignerAt(NOW + 32_000)())).rejects.toThrow('is of a time to come');
  });

  test('of an unknown key, or of none, is refused', async () => {
    const stranger = callKeyIn(join(folder, 'stranger'));
    await expect(receive(verifier('GATEWAY'), callSigner(stranger, { now: () => NOW })(CALL))).rejects.toThrow('no key of TRUSTED_CALLERS');
    const [head = '', claims = '', signature = ''] = sign().split('.');
    const none = Buffer.from(JSON.stringify({ alg: 'none', typ: CALL_TOKEN_TYPE, kid: key.publicKey })).toString('base64url');
    await expect(receive(verifier('GATEWAY'), `Bearer ${none}.${claims}.${signature}`)).rejects.toThrow('signed with EdDSA');
    const more = Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(claims, 'base64url').toString()), authorities: ['MEE'] })).toString('base64url');
    await expect(receive(verifier('GATEWAY'), `${head}.${more}.${signature}`)).rejects.toThrow('signature');
  });

  test('is refused whatever character of it is changed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.constantFrom(...'ABCxyz019-_'), async (position, character) => {
        const verify = verifier('GATEWAY');
        const token = sign().slice('Bearer '.length);
        const at = position % token.length;
        if (token[at] === character || token[at] === '.') return;
        const changed = `${token.slice(0, at)}${character}${token.slice(at + 1)}`;
        const isSame = (one: string, other: string): boolean => one.split('.').every((part, index) => Buffer.from(part, 'base64url').equals(Buffer.from(String(other.split('.')[index]), 'base64url')));
        // The last character of a part has bits that mean nothing.
        if (isSame(token, changed)) return;
        await expect(receive(verify, `Bearer ${changed}`)).rejects.toThrow();
      }),
      { numRuns: 60 },
    );
  });

  test('is a JWT like any other: jose takes ours, and ours takes one of jose', async () => {
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: key.publicKey, kid: key.publicKey, alg: 'EdDSA' };
    const { payload } = await jwtVerify(sign().slice(7), createLocalJWKSet({ keys: [jwk] }), { typ: CALL_TOKEN_TYPE, audience: '310000', algorithms: ['EdDSA'], currentDate: new Date(NOW) });
    expect(payload).toMatchObject({ sub: 'zhang', authorities: ['310000', 'MEE'], bh: bodyHash(CALL.body) });
    const theirs = await importJWK(JSON.parse(readFileSync(callKeyFile(folder), 'utf8')) as object, 'EdDSA');
    const seconds = NOW / 1000;
    const token = await new SignJWT({ htm: 'POST', path: '/graphql', bh: bodyHash(CALL.body), jti: 'one' }).setProtectedHeader({ alg: 'EdDSA', typ: CALL_TOKEN_TYPE, kid: key.publicKey }).setAudience('310000').setIssuedAt(seconds).setExpirationTime(seconds + 60).sign(theirs);
    expect(await receive(verifier('GATEWAY'), `Bearer ${token}`)).toMatchObject({ viewer: ANONYMOUS });
    const long = await new SignJWT({ htm: 'POST', path: '/graphql', bh: bodyHash(CALL.body), jti: 'two' }).setProtectedHeader({ alg: 'EdDSA', typ: CALL_TOKEN_TYPE, kid: key.publicKey }).setAudience('310000').setIssuedAt(seconds).setExpirationTime(seconds + 61).sign(theirs);
    await expect(receive(verifier('GATEWAY'), `Bearer ${long}`)).rejects.toThrow('at most 60 seconds');
  });

  test('reaches a node behind a proxy that takes a prefix off', async () => {
    const verify = callVerifier({ names: new Set(['MEE']), callers: knownCallers([{ role: 'GATEWAY', key: key.publicKey }], { logger }), pathPrefix: '/mee', now: () => NOW });
    await receive(verify, sign({ audience: ['MEE'], path: '/mee/graphql' }));
  });
});

test('tokens that were seen are kept until they are over, and no longer', () => {
  const seen = new SeenTokens();
  expect(seen.take('a', 100, 60)).toBe(true);
  expect(seen.take('a', 100, 100)).toBe(false);
  for (let second = 101; second < 2_000; second += 1) seen.take(`b${String(second)}`, second + 40, second);
  expect(seen.size).toBeLessThan(45);
});

describe('keys of callers', () => {
  test('are read from a setting or a file, and may be an address', () => {
    const { publicKey } = key;
    expect(readTrustedCallers({ TRUSTED_CALLERS: ` GATEWAY=${publicKey}, INDEX=https://index.example/.well-known/jwks.json ` })).toEqual([{ role: 'GATEWAY', key: publicKey }, { role: 'INDEX', jwksUrl: 'https://index.example/.well-known/jwks.json' }]);
    expect(readTrustedCallers({})).toEqual([]);
    expect(() => readTrustedCallers({ TRUSTED_CALLERS: `STEWARD=${publicKey}` })).toThrow('TRUSTED_CALLERS: expected role=key');
    expect(() => readTrustedCallers({ TRUSTED_CALLERS: 'GATEWAY=short' })).toThrow('got "GATEWAY=short"');
    expect(() => readTrustedCallers({ TRUSTED_CALLERS_FILE: join(folder, 'none') })).toThrow('a file that can be read (ENOENT)');
  });

  test('at an address are asked for when one is needed, and go on when nobody answers', async () => {
    const other = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' });
    let asked = 0;
    const callers = knownCallers([{ role: 'GATEWAY', jwksUrl: 'https://g.example/keys' }], {
      logger,
      load: async () => {
        asked += 1;
        if (asked > 1) throw new Error('down');
        return { keys: [{ kty: 'OKP', crv: 'Ed25519', x: key.publicKey }] };
      },
    });
    expect(await callers.find(key.publicKey)).toMatchObject({ role: 'GATEWAY' });
    expect(await callers.find(String(other.x))).toBeNull();
    expect(await callers.find(key.publicKey)).toMatchObject({ role: 'GATEWAY' });
  });

  test('at an address are made ready once; keys of other kinds and forms are passed over', async () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ format: 'jwk' });
    const callers = knownCallers([{ role: 'INDEX', jwksUrl: 'https://i.example/keys' }], { logger, load: async () => ({ keys: [rsa, { kty: 'OKP', crv: 'Ed25519', x: 'short' }, { kty: 'OKP', crv: 'Ed25519', x: key.publicKey }] }) });
    const found = await callers.find(key.publicKey);
    expect(found).toMatchObject({ role: 'INDEX', key: key.publicKey });
    expect(await callers.find(key.publicKey)).toBe(found);
    expect(await callers.find('short')).toBeNull();
  });

  test('that could never be had leave a call undecided, unless another caller has its key', async () => {
    const { x: stranger } = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' });
    const load = async (url: string): Promise<unknown> => {
      if (url.includes('silent')) throw new Error('down');
      return { keys: [{ kty: 'OKP', crv: 'Ed25519', x: key.publicKey }] };
    };
    const callers = knownCallers([{ role: 'GATEWAY', jwksUrl: 'https://silent.example/keys' }, { role: 'INDEX', jwksUrl: 'https://i.example/keys' }], { logger, load });
    expect(await callers.find(key.publicKey)).toMatchObject({ role: 'INDEX' });
    for (let i = 0; i < 2; i += 1) await expect(Promise.resolve(callers.find(String(stranger)))).rejects.toMatchObject({ extensions: { code: 'IDENTITY_UNAVAILABLE', retryable: true, http: { status: 503 } } });
    const verify = callVerifier({ names: new Set(['310000']), callers: knownCallers([{ role: 'GATEWAY', jwksUrl: 'https://silent.example/keys' }], { logger, load }), now: () => NOW });
    await expect(receive(verify, sign())).rejects.toMatchObject({ extensions: { code: 'IDENTITY_UNAVAILABLE' } });
  });

  test('are made once, for their owner alone', () => {
    expect(callKeyIn(folder).publicKey).toBe(key.publicKey);
    expect(createPrivateKey({ key: JSON.parse(readFileSync(callKeyFile(folder), 'utf8')) as JsonWebKey, format: 'jwk' }).asymmetricKeyType).toBe('ed25519');
  });
});
