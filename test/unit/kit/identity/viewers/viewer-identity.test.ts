import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type CryptoKey, type JWK } from 'jose';
import { pino } from 'pino';
import { listen, sendJson, type HttpServer } from '../../../../../subgraphs/kit/http-server.js';
import type { Identity } from '../../../../../subgraphs/kit/identity/identity.js';
import { readViewerConfig } from '../../../../../subgraphs/kit/identity/viewers/viewer-config.js';
import { viewerIdentity } from '../../../../../subgraphs/kit/identity/viewers/viewer-identity.js';
import { ANONYMOUS } from '../../../../../subgraphs/kit/viewer.js';

const logger = pino({ level: 'silent' });
type Key = Awaited<ReturnType<typeof made>>;

async function made(alg: string, kid: string): Promise<{ readonly alg: string; readonly kid: string; readonly privateKey: CryptoKey; readonly jwk: JWK }> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { alg, kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg } };
}

let server: HttpServer;
let published: readonly JWK[] = [];
let isUp = true;
let asked = 0;
let keys: Readonly<Record<'EdDSA' | 'ES256' | 'RS256' | 'PS256', Key>>;

beforeAll(async () => {
  const [EdDSA, ES256, RS256, PS256] = await Promise.all([made('EdDSA', 'a'), made('ES256', 'b'), made('RS256', 'c'), made('PS256', 'd')]);
  keys = { EdDSA, ES256, RS256, PS256 };
  published = Object.values(keys).map(({ jwk }) => jwk);
  server = await listen(
    (_, response) => {
      asked += 1;
      sendJson(response, isUp ? 200 : 503, { keys: published });
    },
    { port: 0 },
  );
});
afterAll(async () => server.close());

const identity = (options = {}) => viewerIdentity({ config: readViewerConfig({ VIEWER_JWKS_URL: server.url, VIEWER_ISSUER: 'https://idp.example', VIEWER_AUDIENCE: 'ucat' }), logger, keySetOptions: { pauseMillis: 0, ...options } });

const token = async ({ alg, kid, privateKey }: Key, claims: object = {}, { issuer = 'https://idp.example', audience = 'ucat', ends = '5m' } = {}): Promise<string> =>
  new SignJWT({ sub: 'zhang', ...claims }).setProtectedHeader({ alg, kid }).setIssuer(issuer).setAudience(audience).setExpirationTime(ends).sign(privateKey);

const ask = async (identify: ReturnType<typeof identity>, authorization?: string): Promise<Identity> => identify({ message: { headers: { authorization } } as never, body: Buffer.alloc(0) });

describe("a viewer's token", () => {
  test('tells who asks, in each algorithm of the defaults', async () => {
    const identify = identity();
    for (const key of [keys.EdDSA, keys.ES256, keys.RS256]) {
      const { viewer, caller } = await ask(identify, `Bearer ${await token(key, { authorities: ['MEE', '310000'], roles: ['AUDITOR', 'cook', 'INDEX', 'STEWARD'] })}`);
      expect(viewer).toEqual({ subject: 'zhang', authorities: ['310000', 'MEE'], roles: ['AUDITOR'] });
      expect(caller).toBeNull();
    }
    expect((await ask(identify)).viewer).toBe(ANONYMOUS);
  });

  test('that is not good is never taken for none', async () => {
    const identify = identity();
    const refused = async (bearer: string, why: string): Promise<void> => {
      await expect(ask(identify, `Bearer ${bearer}`)).rejects.toMatchObject({ message: expect.stringContaining(why), extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } } });
    };
    await refused(await token(keys.EdDSA, {}, { ends: '-1m' }), 'it is over');
    await refused(await token(keys.EdDSA, {}, { issuer: 'https://other.example' }), 'claim iss');
    await refused(await token(keys.EdDSA, {}, { audience: 'other' }), 'claim aud');
    await refused(await token(keys.PS256), 'algorithm');
    await refused(await token({ ...keys.EdDSA, privateKey: (await made('EdDSA', 'a')).privateKey }), 'signature');
    await refused(await token(await made('EdDSA', 'z')), 'no single key');
    await refused(new UnsecuredJWT({ sub: 'zhang' }).setIssuer('https://idp.example').setAudience('ucat').setExpirationTime('5m').encode(), 'algorithm');
    await refused(await new SignJWT({ sub: 'zhang' }).setProtectedHeader({ alg: 'HS256' }).setIssuer('https://idp.example').setAudience('ucat').setExpirationTime('5m').sign(Buffer.from(JSON.stringify(keys.RS256.jwk))), 'algorithm');
    await refused(await token(keys.EdDSA, { sub: '' }), 'claim sub');
    await refused(await token(keys.EdDSA, { authorities: '310000' }), 'claim authorities');
    await refused(await token(keys.EdDSA, { authorities: ['shanghai!'] }), 'claim authorities');
    await refused('nonsense', 'no token that can be checked');
    await expect(ask(identify, 'Basic abc')).rejects.toThrow('Bearer <token>');
  });

  test('is refused where no identity provider is set', async () => {
    await expect(ask(viewerIdentity({ config: undefined, logger }), `Bearer ${await token(keys.EdDSA)}`)).rejects.toThrow('no identity provider is set');
  });

  test('of a new key is taken at once; keys that are known go on while the provider is down', async () => {
    const identify = identity({ freshMillis: 0 });
    await ask(identify, `Bearer ${await token(keys.EdDSA)}`);
    const rotated = await made('EdDSA', 'new');
    published = [...published, rotated.jwk];
    await ask(identify, `Bearer ${await token(rotated)}`);
    isUp = false;
    await ask(identify, `Bearer ${await token(rotated)}`);
    await expect(ask(identity(), `Bearer ${await token(rotated)}`)).rejects.toMatchObject({ extensions: { code: 'IDENTITY_UNAVAILABLE', retryable: true, http: { status: 503 } } });
    isUp = true;
  });

  test('of unknown keys asks the provider no more often than its pause', async () => {
    const identify = identity({ pauseMillis: 60_000 });
    const stranger = await token(await made('EdDSA', 'stranger'));
    asked = 0;
    for (let i = 0; i < 5; i += 1) await expect(ask(identify, `Bearer ${stranger}`)).rejects.toThrow('no single key');
    expect(asked).toBe(1);
  });
});

describe('the settings of viewers', () => {
  const base = { VIEWER_JWKS_URL: 'https://idp.example/keys', VIEWER_ISSUER: 'i', VIEWER_AUDIENCE: 'a' };
  test('have defaults, and need issuer and audience', () => {
    expect(readViewerConfig({})).toBeUndefined();
    expect(readViewerConfig(base)).toEqual({ keys: { url: 'https://idp.example/keys' }, issuer: 'i', audience: 'a', algorithms: ['EdDSA', 'ES256', 'RS256'], skewSeconds: 30 });
    expect(() => readViewerConfig({ ...base, VIEWER_ISSUER: '' })).toThrow('VIEWER_ISSUER');
    expect(() => readViewerConfig({ ...base, VIEWER_AUDIENCE: '' })).toThrow('VIEWER_AUDIENCE');
    expect(() => readViewerConfig({ ...base, VIEWER_JWKS_FILE: 'x' })).toThrow('VIEWER_JWKS_FILE: expected nothing');
  });

  test('take no algorithm that whoever checks could sign with', () => {
    for (const algorithm of ['none', 'HS256', 'HS512', 'EdDSA,HS256']) expect(() => readViewerConfig({ ...base, VIEWER_ALGORITHMS: algorithm })).toThrow('VIEWER_ALGORITHMS');
  });
});
