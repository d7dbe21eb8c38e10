import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SignJWT } from 'jose';
import { createHash, createHmac, createPublicKey, diffieHellman, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { pino } from 'pino';
import { AgreedKeys } from '../../../../../subgraphs/kit/identity/calls/agreed-keys.js';
import { agreeingProofs } from '../../../../../subgraphs/kit/identity/calls/agreeing-proofs.js';
import { callKeyIn } from '../../../../../subgraphs/kit/identity/calls/call-key.js';
import type { CallProofs, ProvenRequest } from '../../../../../subgraphs/kit/identity/calls/call-proofs.js';
import { callSigner } from '../../../../../subgraphs/kit/identity/calls/call-signer.js';
import { bodyHash, CALL_TOKEN_TYPE, readCallToken } from '../../../../../subgraphs/kit/identity/calls/call-token.js';
import { callVerifier, type CallVerifier, type CallVerifierOptions } from '../../../../../subgraphs/kit/identity/calls/call-verifier.js';
import { agreeOn, newShare } from '../../../../../subgraphs/kit/identity/calls/key-agreement.js';
import { CALL_KEY_HEADER, formatOffer, readOffer, UNKNOWN_KEY } from '../../../../../subgraphs/kit/identity/calls/key-header.js';
import { knownCallers } from '../../../../../subgraphs/kit/identity/calls/known-callers.js';
import { SeenFile } from '../../../../../subgraphs/kit/identity/calls/seen-file.js';
import { SeenTokens } from '../../../../../subgraphs/kit/identity/calls/seen-tokens.js';
import type { Identified } from '../../../../../subgraphs/kit/identity/identity.js';
import type { NodeKey } from '../../../../../subgraphs/kit/identity/node-key.js';
import type { Viewer } from '../../../../../subgraphs/kit/viewer.js';

const logger = pino({ level: 'silent' });
const VIEWER: Viewer = { subject: 'zhang', authorities: ['310000', 'MEE'], roles: ['AUDITOR'] };
const CALL: ProvenRequest = { url: 'http://node/graphql', audience: ['310000'], method: 'POST', path: '/graphql', body: '{"query":"{ a }"}', viewer: VIEWER, needsSignature: false };

let folder: string;
let key: NodeKey;
/** Milliseconds on every clock of a test. */
let now: number;
let keys: AgreedKeys;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ucat-agreed-'));
  key = callKeyIn(folder);
  now = 1_800_000_000_000;
  keys = new AgreedKeys({ now: () => now });
});
afterEach(() => rmSync(folder, { recursive: true }));

const caller = (): CallProofs => agreeingProofs(key, { now: () => now, clock: () => now });
const service = (options: Partial<CallVerifierOptions> = {}): CallVerifier => callVerifier({ names: new Set(['310000']), callers: knownCallers([{ role: 'GATEWAY', key: key.publicKey }], { logger }), agreed: keys, now: () => now, ...options });

interface Received {
  readonly status: number;
  readonly header: string | undefined;
  readonly message: string;
  readonly identity: Identified | null;
}

/** What a service makes of a token, which may come with another request than its own. */
async function receive(verify: CallVerifier, authorization: string, { method = 'POST', path = '/graphql', body = CALL.body as string } = {}): Promise<Received> {
  const token = readCallToken(authorization.replace('Bearer ', ''));
  if (!token) throw new Error('not a call');
  try {
    const identity = await verify(token, { message: { method, url: path }, body: Buffer.from(body) });
    return { status: 200, header: identity.answerHeaders?.[CALL_KEY_HEADER], message: '', identity };
  } catch (error) {
    const { message, extensions } = error as { message: string; extensions: { http: { status: number; headers?: Record<string, string> } } };
    return { status: extensions.http.status, header: extensions.http.headers?.[CALL_KEY_HEADER], message, identity: null };
  }
}

/** Sends a call as a transport does. @returns the algorithms of what was sent, and who it was taken for in the end */
async function send(proofs: CallProofs, verify: CallVerifier, request: Partial<ProvenRequest> = {}, onTheWay = (header: string | undefined): string | undefined => header): Promise<Received & { readonly sent: readonly string[] }> {
  const sent: string[] = [];
  for (let needsSignature = request.needsSignature ?? false; ; needsSignature = true) {
    const proof = proofs.prove({ ...CALL, ...request, needsSignature });
    sent.push(algorithmOf(proof.authorization));
    const received = await receive(verify, proof.authorization);
    if (!proof.answered(received.status, onTheWay(received.header)) || needsSignature) return { ...received, sent };
  }
}

const algorithmOf = (authorization: string): string => String(readCallToken(authorization.slice(7))?.header['alg']);
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const claimsNow = (more: object = {}): object => ({ aud: ['310000'], htm: 'POST', path: '/graphql', bh: bodyHash(CALL.body), iat: now / 1000, exp: now / 1000 + 10, jti: String(Math.random()), ...more });
const tokenOf = (header: object, claims: object, sign: (text: string) => string): string => {
  const text = `${part({ typ: CALL_TOKEN_TYPE, ...header })}.${part(claims)}`;
  return `Bearer ${text}.${sign(text)}`;
};
const hmacBy = (secret: string | Buffer | KeyObject, hash = 'sha256') => (text: string) => createHmac(hash, secret).update(text).digest('base64url');

/** A caller of another make, written from the documentation alone. */
async function otherCaller(verify: CallVerifier): Promise<{ readonly id: string; readonly secret: Buffer; readonly header: string }> {
  const own = generateKeyPairSync('x25519');
  const dh = String(own.publicKey.export({ format: 'jwk' }).x);
  const token = tokenOf({ alg: 'EdDSA', kid: key.publicKey }, claimsNow({ dh }), key.sign);
  const header = String((await receive(verify, token)).header);
  const [, id = '', theirs = ''] = /^id="([\w-]+)", dh="([\w-]+)", seconds=240$/.exec(header) ?? [];
  const shared = diffieHellman({ privateKey: own.privateKey, publicKey: createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x: theirs }, format: 'jwk' }) });
  const info = `ucat-call-key HS256\n${key.publicKey}\n${dh}\n${theirs}\n${id}\n${createHash('sha256').update(token.slice(7, token.lastIndexOf('.'))).digest('base64url')}`;
  // RFC 5869 by hand, with no salt and one block.
  const prk = createHmac('sha256', Buffer.alloc(32)).update(shared).digest();
  return { id, secret: createHmac('sha256', prk).update(info).update(Buffer.of(1)).digest(), header };
}

describe('a caller and a service', () => {
  test('agree on a key by the first call, and go on under it with the same identity', async () => {
    const [proofs, verify] = [caller(), service()];
    const [first, second, third] = [await send(proofs, verify), await send(proofs, verify), await send(proofs, verify, { viewer: undefined })];
    expect([first.sent, second.sent, third.sent]).toEqual([['EdDSA'], ['HS256'], ['HS256']]);
    expect(first.identity).toMatchObject({ caller: { role: 'GATEWAY', key: key.publicKey }, viewer: VIEWER });
    expect(second.identity).toEqual({ caller: { role: 'GATEWAY', key: key.publicKey, byAgreedKey: true }, viewer: VIEWER });
    expect(third.identity).toMatchObject({ viewer: { subject: null, authorities: [], roles: [] } });
    expect(proofs.counts).toEqual({ EdDSA: 1, HS256: 2 });
  });

  test('sign what needs it, also while there is a key', async () => {
    const [proofs, verify] = [caller(), service()];
    await send(proofs, verify);
    expect((await send(proofs, verify, { needsSignature: true })).sent).toEqual(['EdDSA']);
  });

  test('have a key for each service, and none where nothing is offered', async () => {
    const [proofs, other] = [caller(), new AgreedKeys({ now: () => now })];
    await send(proofs, service());
    expect((await send(proofs, service({ agreed: other }), { url: 'http://other/graphql' })).sent).toEqual(['EdDSA']);
    expect([keys.size, other.size]).toEqual([1, 1]);
    const older = callSigner(key, { now: () => now });
    expect(await receive(service(), older(CALL))).toMatchObject({ status: 200, header: undefined });
    expect(keys.size).toBe(1);
  });

  test('of other makes agree by what the documentation says, and a token under the key is a JWT like any other', async () => {
    const verify = service();
    const { id, secret } = await otherCaller(verify);
    const token = await new SignJWT(claimsNow({ sub: 'zhang' }) as Record<string, unknown>).setProtectedHeader({ alg: 'HS256', typ: CALL_TOKEN_TYPE, kid: id }).sign(secret);
    expect(await receive(verify, `Bearer ${token}`)).toMatchObject({ status: 200, identity: { viewer: { subject: 'zhang' }, caller: { byAgreedKey: true } } });
    const shown = inspect(keys, { depth: null, showHidden: true }) + JSON.stringify(keys.find(id));
    for (const form of ['base64', 'base64url', 'hex'] as const) expect(shown).not.toContain(secret.toString(form));
    expect(shown).not.toContain(inspect(secret).slice(8, 40));
  });

  test('renew a key before it is over: no call comes under one that is', async () => {
    const [proofs, verify] = [caller(), service()];
    const sent: string[] = [];
    for (let second = 0; second < 3_600; second += 1, now += 1_000) {
      const call = await send(proofs, verify);
      expect([call.status, call.sent.length]).toEqual([200, 1]);
      sent.push(...call.sent);
    }
    expect(sent.filter((algorithm) => algorithm === 'EdDSA').length).toBe(20);
    expect(keys.size).toBeLessThanOrEqual(2);
  });

  test('offer no second key while one is offered, unless that takes long, as a long poll does', async () => {
    const proofs = caller();
    const offers = (): number => ['', '', ''].filter(() => readCallToken(proofs.prove(CALL).authorization.slice(7))?.claims['dh'] !== undefined).length;
    expect(offers()).toBe(1);
    now += 4_999;
    expect(offers()).toBe(0);
    now += 1;
    expect(offers()).toBe(1);
  });

  test('an older one is offered a key once a minute, and called by signature', async () => {
    const proofs = caller();
    const older = service();
    let offered = 0;
    for (let second = 0; second < 600; second += 1, now += 1_000) {
      const { sent, header } = await send(proofs, older, {}, () => undefined);
      expect(sent).toEqual(['EdDSA']);
      if (header !== undefined) offered += 1;
    }
    expect(offered).toBe(10);
  });
});

describe('a token under an agreed key', () => {
  test('is good for one method, path, body and service, for its time, and once', async () => {
    const verify = service();
    const { id, secret } = await otherCaller(verify);
    const token = (more: object = {}): string => tokenOf({ alg: 'HS256', kid: id }, claimsNow(more), hmacBy(secret));
    expect(await receive(verify, token(), { method: 'GET' })).toMatchObject({ status: 401, message: expect.stringContaining('another method or path') });
    expect(await receive(verify, token(), { path: '/other' })).toMatchObject({ status: 401, message: expect.stringContaining('another method or path') });
    expect(await receive(verify, token(), { body: '{}' })).toMatchObject({ status: 401, message: expect.stringContaining('another body') });
    expect(await receive(verify, token({ aud: ['330000'] }))).toMatchObject({ status: 401, message: expect.stringContaining('another service') });
    expect(await receive(verify, token({ iat: now / 1000 - 60, exp: now / 1000 - 31 }))).toMatchObject({ status: 401, message: expect.stringContaining('is over') });
    expect(await receive(verify, token({ exp: now / 1000 + 61 }))).toMatchObject({ status: 401, message: expect.stringContaining('at most 60 seconds') });
    expect(await receive(verify, token({ jti: undefined }))).toMatchObject({ status: 401, message: expect.stringContaining('jti') });
    const once = token();
    expect((await receive(verify, once)).status).toBe(200);
    expect(await receive(verify, once)).toMatchObject({ status: 401, header: undefined, message: expect.stringContaining('used before') });
  });

  test('is refused whatever character of it is changed', async () => {
    const verify = service();
    const { id, secret } = await otherCaller(verify);
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.constantFrom(...'ABCxyz019-_'), async (position, character) => {
        const token = tokenOf({ alg: 'HS256', kid: id }, claimsNow(), hmacBy(secret)).slice(7);
        const at = position % token.length;
        if (token[at] === character || token[at] === '.') return;
        const changed = readCallToken(`${token.slice(0, at)}${character}${token.slice(at + 1)}`);
        if (changed) await expect(verify(changed, { message: { method: 'POST', url: '/graphql' }, body: Buffer.from(CALL.body as string) })).rejects.toThrow();
      }),
      { numRuns: 200 },
    );
  });

  test('leads to no further key: one that begot the next would outlive what it was agreed under', async () => {
    const verify = service();
    const { id, secret } = await otherCaller(verify);
    const dh = String(generateKeyPairSync('x25519').publicKey.export({ format: 'jwk' }).x);
    expect(await receive(verify, tokenOf({ alg: 'HS256', kid: id }, claimsNow({ dh }), hmacBy(secret)))).toMatchObject({ status: 200, header: undefined });
    expect(keys.size).toBe(1);
  });

  test('is written to no file, for it is worth nothing after a restart; a signed one is', async () => {
    const seen = new SeenTokens(new SeenFile(join(folder, 'node')));
    const [proofs, verify] = [caller(), service({ seen })];
    for (let n = 0; n < 5; n += 1) await send(proofs, verify);
    await send(proofs, verify, { needsSignature: true });
    const lines = readdirSync(join(folder, 'node')).flatMap((name) => readFileSync(join(folder, 'node', name), 'utf8').trim().split('\n'));
    expect(lines).toHaveLength(2);
  });

  test('is refused once its key is over, and when its service was started anew', async () => {
    const verify = service();
    const { id, secret } = await otherCaller(verify);
    const token = (): string => tokenOf({ alg: 'HS256', kid: id }, claimsNow(), hmacBy(secret));
    now += 239_000;
    const kept = token();
    expect((await receive(verify, kept)).status).toBe(200);
    expect(await receive(service({ agreed: new AgreedKeys({ now: () => now }) }), kept)).toMatchObject({ status: 401, header: UNKNOWN_KEY });
    now += 1_000;
    expect(await receive(verify, token())).toMatchObject({ status: 401, header: UNKNOWN_KEY });
  });
});

describe('no other key is taken', () => {
  test('by HS256: not the caller’s public key in any form, and none that is not agreed', async () => {
    const verify = service();
    const { id } = await otherCaller(verify);
    const known = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: key.publicKey }, format: 'jwk' });
    const secrets = [key.publicKey, Buffer.from(key.publicKey, 'base64url'), known.export({ type: 'spki', format: 'pem' }), known.export({ type: 'spki', format: 'der' }), id, Buffer.from(id, 'base64url'), Buffer.alloc(32), ''];
    for (const kid of [key.publicKey, id, '', '__proto__', 'constructor']) {
      for (const secret of secrets) expect(await receive(verify, tokenOf({ alg: 'HS256', kid }, claimsNow(), hmacBy(secret)))).toMatchObject({ status: 401, header: UNKNOWN_KEY, identity: null });
    }
    for (const kid of [undefined, null, 7, [id]]) expect(await receive(verify, tokenOf({ alg: 'HS256', kid }, claimsNow(), hmacBy('')))).toMatchObject({ status: 401 });
  });

  test('by another algorithm: an agreed key is for HS256 alone, and an EdDSA signature for EdDSA', async () => {
    const verify = service();
    const { id, secret } = await otherCaller(verify);
    for (const alg of ['HS384', 'HS512', 'hs256', 'none', 'EdDSA', 'ES256', undefined]) {
      expect(await receive(verify, tokenOf({ alg, kid: id }, claimsNow(), hmacBy(secret)))).toMatchObject({ status: 401, header: undefined, identity: null });
      expect(await receive(verify, tokenOf({ alg, kid: id }, claimsNow(), key.sign))).toMatchObject({ status: 401, identity: null });
    }
    expect(await receive(verify, tokenOf({ alg: 'HS256', kid: id }, claimsNow(), key.sign))).toMatchObject({ status: 401, header: UNKNOWN_KEY });
    expect(await receive(verify, tokenOf({ alg: 'EdDSA', kid: key.publicKey }, claimsNow(), hmacBy(secret)))).toMatchObject({ status: 401, message: expect.stringContaining('signature') });
  });

  test('a wrong MAC takes no key away from those who have it', async () => {
    const [proofs, verify] = [caller(), service()];
    await send(proofs, verify);
    const { kid } = readCallToken(proofs.prove(CALL).authorization.slice(7))!.header as { kid: string };
    for (let n = 0; n < 10; n += 1) expect((await receive(verify, tokenOf({ alg: 'HS256', kid }, claimsNow(), hmacBy('guess')))).header).toBe(UNKNOWN_KEY);
    expect((await send(proofs, verify)).sent).toEqual(['HS256']);
  });

  test('of low order is agreed on by nobody, and the call is answered all the same', async () => {
    // RFC 7748, 6.1; the points whose order divides eight, and their spellings above the prime.
    const LOW = ['0000000000000000000000000000000000000000000000000000000000000000', '0100000000000000000000000000000000000000000000000000000000000000', 'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800', '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157', 'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f', 'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f', 'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f'].map((hex) => Buffer.from(hex, 'hex').toString('base64url'));
    const verify = service();
    for (const dh of [...LOW, 'short', '', `${LOW[0] as string}A`]) expect(await receive(verify, tokenOf({ alg: 'EdDSA', kid: key.publicKey }, claimsNow({ dh }), key.sign))).toMatchObject({ status: 200, header: undefined });
    expect(keys.size).toBe(0);
    for (const dh of LOW) {
      const proofs = caller();
      await send(proofs, verify, {}, () => formatOffer({ id: 'a'.repeat(22), dh, seconds: 240 }));
      expect((await send(proofs, verify)).sent).toEqual(['EdDSA']);
    }
  });
});

describe('whoever stands in the middle', () => {
  const swapped = (header: string, id = readOffer(header)!.id): string => formatOffer({ id, dh: newShare().publicKey, seconds: 240 });

  test.each([['the id of the true key', undefined], ['an id of his own', 'b'.repeat(22)]])('and swaps the service’s share, under %s, has a key that no service takes', async (_, id) => {
    const [proofs, verify] = [caller(), service()];
    let changed = 0;
    const swap = (header: string | undefined): string | undefined => (header === undefined || header === UNKNOWN_KEY ? header : (changed++, swapped(header, id)));
    expect((await send(proofs, verify, {}, swap)).sent).toEqual(['EdDSA']);
    // Nothing is lost: it is sent once more, signed.
    expect(await send(proofs, verify, {}, swap)).toMatchObject({ sent: ['HS256', 'EdDSA'], status: 200, identity: { viewer: VIEWER } });
    let doubled = 0;
    for (let n = 0; n < 1_000; n += 1, now += 10) doubled += (await send(proofs, verify, {}, swap)).sent.length - 1;
    expect([doubled, changed]).toEqual([1, 2]);
  });

  test('shares a key with the caller and none with the service: nothing comes under it, from either', async () => {
    const [proofs, verify] = [caller(), service()];
    const offering = proofs.prove(CALL);
    const { header } = await receive(verify, offering.authorization);
    const { id } = readOffer(String(header))!;
    const own = newShare();
    offering.answered(200, formatOffer({ id, dh: own.publicKey, seconds: 240 }));
    const callerShare = String(readCallToken(offering.authorization.slice(7))!.claims['dh']);
    const shared = agreeOn(own, callerShare, { caller: key.publicKey, callerShare, serviceShare: own.publicKey, id, signed: readCallToken(offering.authorization.slice(7))!.signed })!;
    const { authorization } = proofs.prove(CALL);
    const token = readCallToken(authorization.slice(7))!;
    expect([token.header['alg'], shared.isMac(token.signed, token.signature)]).toEqual(['HS256', true]);
    expect(await receive(verify, authorization)).toMatchObject({ status: 401, header: UNKNOWN_KEY });
    expect(await receive(verify, tokenOf({ alg: 'HS256', kid: id }, claimsNow({ roles: ['AUDITOR'] }), shared.mac))).toMatchObject({ status: 401, header: UNKNOWN_KEY });
    // Nor with the service's share, for which he lacks the private half of the caller's.
    const theirs = agreeOn(own, readOffer(String(header))!.dh, { caller: key.publicKey, callerShare, serviceShare: readOffer(String(header))!.dh, id, signed: readCallToken(offering.authorization.slice(7))!.signed })!;
    expect(await receive(verify, tokenOf({ alg: 'HS256', kid: id }, claimsNow(), theirs.mac))).toMatchObject({ status: 401, header: UNKNOWN_KEY });
  });

  test('can put no share of his own into the signed token, and use no token of one service at another', async () => {
    const [verify, other] = [service(), service({ names: new Set(['330000']), agreed: new AgreedKeys({ now: () => now }) })];
    const { authorization } = caller().prove(CALL);
    const [head = '', claims = '', signature = ''] = authorization.slice(7).split('.');
    const own = part({ ...(JSON.parse(Buffer.from(claims, 'base64url').toString()) as object), dh: String(generateKeyPairSync('x25519').publicKey.export({ format: 'jwk' }).x) });
    expect(await receive(verify, `Bearer ${head}.${own}.${signature}`)).toMatchObject({ status: 401, message: expect.stringContaining('signature') });
    expect(await receive(other, authorization)).toMatchObject({ status: 401, header: undefined });
    const { id, secret } = await otherCaller(verify);
    expect(await receive(other, tokenOf({ alg: 'HS256', kid: id }, claimsNow({ aud: ['330000'] }), hmacBy(secret)))).toMatchObject({ status: 401, header: UNKNOWN_KEY });
    expect(await receive(other, tokenOf({ alg: 'HS256', kid: id }, claimsNow({ aud: ['310000', '330000'] }), hmacBy(secret)))).toMatchObject({ status: 401, header: UNKNOWN_KEY });
  });

  test('and says that the key is unknown where it is not, has calls signed as before', async () => {
    const [proofs, verify] = [caller(), service()];
    await send(proofs, verify);
    const proof = proofs.prove(CALL);
    expect([algorithmOf(proof.authorization), proof.answered(401, UNKNOWN_KEY)]).toEqual(['HS256', true]);
    const signed = proofs.prove({ ...CALL, needsSignature: true });
    expect([algorithmOf(signed.authorization), signed.answered(401, UNKNOWN_KEY)]).toEqual(['EdDSA', false]);
  });
});

describe('a service that forgets', () => {
  test('because it was started anew is agreed with again at once, and no call is lost', async () => {
    const proofs = caller();
    await send(proofs, service());
    const anew = service({ agreed: new AgreedKeys({ now: () => now }) });
    expect(await send(proofs, anew)).toMatchObject({ sent: ['HS256', 'EdDSA'], status: 200 });
    expect((await send(proofs, anew)).sent).toEqual(['HS256']);
  });

  test('says so to all calls that were under way, which count as one and take no newer key away', async () => {
    const proofs = caller();
    await send(proofs, service());
    const underWay = Array.from({ length: 5 }, () => proofs.prove(CALL));
    const anew = service({ agreed: new AgreedKeys({ now: () => now }) });
    for (const proof of underWay) expect([algorithmOf(proof.authorization), proof.answered(401, UNKNOWN_KEY)]).toEqual(['HS256', true]);
    expect((await send(proofs, anew)).sent).toEqual(['EdDSA']);
    expect(underWay[0]?.answered(401, UNKNOWN_KEY)).toBe(true);
    expect((await send(proofs, anew)).sent).toEqual(['HS256']);
  });

  test('again and again, as several processes behind one address do, is called by signature for a while', async () => {
    const proofs = caller();
    const processes = [0, 1].map(() => service({ agreed: new AgreedKeys({ now: () => now }) }));
    let sent = 0;
    const CALLS = 2_000;
    for (let n = 0; n < CALLS; n += 1, now += 500) {
      for (let needsSignature = false; ; needsSignature = true) {
        const proof = proofs.prove({ ...CALL, needsSignature });
        sent += 1;
        const { status, header } = await receive(processes[sent % 2]!, proof.authorization);
        if (!proof.answered(status, header)) {
          expect(status).toBe(200);
          break;
        }
      }
    }
    // In seventeen minutes.
    expect(sent - CALLS).toBeLessThanOrEqual(7);
  });

  test('once in a while is not held against it', async () => {
    const proofs = caller();
    for (let restart = 0; restart < 5; restart += 1) {
      const verify = service({ agreed: new AgreedKeys({ now: () => now }) });
      const calls = [];
      for (let second = 0; second < 300; second += 1, now += 1_000) calls.push((await send(proofs, verify)).sent.join());
      expect(calls.filter((sent) => sent !== 'HS256').length).toBeLessThanOrEqual(2);
    }
  });

  test('once in a while is not held against it either where calls are so few that keys end before they are renewed', async () => {
    const proofs = caller();
    await send(proofs, service());
    for (let restart = 0; restart < 5; restart += 1) {
      const anew = service({ agreed: new AgreedKeys({ now: () => now }) });
      now += 100_000;
      expect([(await send(proofs, anew)).sent, (await send(proofs, anew)).sent]).toEqual([['HS256', 'EdDSA'], ['HS256']]);
      now += 3_600_000;
      expect((await send(proofs, anew)).sent).toEqual(['EdDSA']);
    }
  });
});

describe('keys of a caller', () => {
  test('that is trusted no more are dropped with it, and do not come back with it', async () => {
    let set: readonly object[] = [{ kty: 'OKP', crv: 'Ed25519', x: key.publicKey }];
    const published = knownCallers([{ role: 'GATEWAY', jwksUrl: 'https://g.example/keys' }], { logger, load: async () => ({ keys: set }) });
    // A set is asked for again after minutes; what matters here is what follows once it is.
    const find = (text: string) => (set.length === 0 ? null : published.find(text));
    const verify = service({ callers: { find } });
    const { id, secret } = await otherCaller(verify);
    const token = (): string => tokenOf({ alg: 'HS256', kid: id }, claimsNow(), hmacBy(secret));
    expect((await receive(verify, token())).status).toBe(200);
    const trusted = set;
    set = [];
    expect(await receive(verify, token())).toMatchObject({ status: 401, header: undefined, message: expect.stringContaining('no key of TRUSTED_CALLERS') });
    expect(keys.size).toBe(0);
    set = trusted;
    expect(await receive(verify, token())).toMatchObject({ status: 401, header: UNKNOWN_KEY });
  });

  test('have the role that its key has now', async () => {
    let role: 'GATEWAY' | 'REGISTRY' = 'GATEWAY';
    const verify = service({ callers: { find: (text) => knownCallers([{ role, key: key.publicKey }], { logger }).find(text) } });
    const proofs = caller();
    await send(proofs, verify);
    expect((await send(proofs, verify)).identity).toMatchObject({ caller: { role: 'GATEWAY' }, viewer: VIEWER });
    role = 'REGISTRY';
    expect(await send(proofs, verify)).toMatchObject({ sent: ['HS256'], identity: { caller: { role: 'REGISTRY' }, viewer: { authorities: [] } } });
  });

  test('whose role has no business at a service are not even made', async () => {
    const proofs = caller();
    expect(await send(proofs, service({ roles: ['INDEX'] }))).toMatchObject({ status: 403, header: undefined });
    expect(keys.size).toBe(0);
  });

  test('are bounded, of each caller and of all, the oldest first', () => {
    const few = new AgreedKeys({ perCaller: 3, most: 5, now: () => now });
    const ids = (who: string, count: number): string[] => Array.from({ length: count }, () => readOffer(String(few.agree(who, newShare().publicKey, 'x')))!.id);
    const [quiet = ''] = ids('quiet', 1);
    const greedy = ids('greedy', 10);
    expect([few.size, few.find(quiet) !== null, greedy.map((id) => few.find(id) !== null)]).toEqual([4, true, [...Array<boolean>(7).fill(false), true, true, true]]);
    ids('third', 2);
    expect([few.size, few.find(quiet)]).toEqual([5, null]);
    now += 240_000;
    ids('third', 1);
    expect(few.size).toBe(1);
  });
});

describe('the header of an offer', () => {
  test('is read as it was written, in any order, beside what is not known, and never for longer than five minutes', () => {
    const offer = { id: 'a-_0'.repeat(5), dh: key.publicKey, seconds: 240 };
    expect(readOffer(formatOffer(offer))).toEqual(offer);
    expect(readOffer(`seconds=9999,more="x",dh="${offer.dh}" , id="${offer.id}",new`)).toEqual({ ...offer, seconds: 300 });
  });

  test('that is anything else is none', () => {
    const good = formatOffer({ id: 'a'.repeat(22), dh: key.publicKey, seconds: 240 });
    const bad = ['', UNKNOWN_KEY, good.replace(/id="\w+"/, 'id="short"'), good.replace(/id="\w+"/, `id="${key.publicKey}"`), good.replace('240', '0'), good.replace('240', '-1'), good.replace('dh=', 'dx='), `${good}${' '.repeat(1_000)}`];
    expect(bad.map(readOffer)).toEqual(bad.map(() => null));
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (header) => readOffer(header) === null));
  });
});
