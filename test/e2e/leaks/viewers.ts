import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Reader } from '../../../schema/audience.js';
import { newToken, tokenHash } from '../../../subgraphs/catalog/stewards/steward.js';

/** Where something is asked: the replica as the gateway asks it, in the viewer's name. */
export const DOORS = ['gateway', 'node', 'replica'] as const;
export type Door = (typeof DOORS)[number];

/** A class of viewers. Those of one `nation` may know of the same records. */
export interface ViewerClass extends Reader {
  readonly name: string;
  readonly nation: NationName;
  /** Which door it goes through: stewards have a token of their node, all others one that the gateway takes. */
  readonly doors: readonly Door[];
  readonly token: string | null;
  readonly roles?: readonly string[];
}

/** Nations besides the whole one, by whose eyes they are made. */
export const NATIONS = { public: [], member: ['440000'], named: ['330000'], owner: ['310000'], two: ['310000', 'MEE'] } as const;
export type NationName = keyof typeof NATIONS;

export interface Viewers {
  readonly classes: readonly ViewerClass[];
  /** Sees whatever leaves the nodes. */
  readonly everything: string;
  readonly stewardToken: string;
  readonly stewards: string;
}

const ISSUER = 'https://idp.example';
const jwksIn = (folder: string): string => join(folder, 'jwks.json');

export const viewerSettings = (folder: string) => ({ VIEWER_JWKS_FILE: jwksIn(folder), VIEWER_ISSUER: ISSUER, VIEWER_AUDIENCE: 'ucat' });

export async function makeViewers(folder: string, everybody: readonly string[]): Promise<Viewers> {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA');
  mkdirSync(folder, { recursive: true });
  writeFileSync(jwksIn(folder), JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'idp', alg: 'EdDSA' }] }));
  const [all, some, another] = [newToken(), newToken(), newToken()];
  const steward = (name: string, token: string, authorities: readonly string[] | null) => ({ name, roles: ['STEWARD'], authorities, tokenHash: tokenHash(token) });
  const viewer = async (name: string, nation: NationName, authorities: readonly string[], roles: readonly string[] = []): Promise<ViewerClass> => ({ name, nation, authorities, roles, doors: ['gateway', 'replica'], token: await signed(privateKey, name, authorities, roles) });
  return {
    classes: [
      { name: 'the public', nation: 'public', authorities: [], doors: ['gateway', 'node', 'replica'], token: null },
      await viewer('a person of no authority', 'public', []),
      await viewer('staff of another authority', 'member', ['440000']),
      await viewer('staff who were granted access', 'member', ['440000']),
      await viewer('an auditor of another authority', 'member', ['440000'], ['AUDITOR']),
      await viewer('staff of an authority that is named', 'named', ['330000']),
      await viewer('staff of the owner', 'owner', ['310000']),
      { name: "the owner's steward", nation: 'owner', authorities: ['310000'], doors: ['node'], token: some },
      { name: 'a steward of an authority that is named', nation: 'named', authorities: ['330000'], doors: ['node'], token: another },
      { name: "a steward's token at the gateway", nation: 'public', authorities: [], doors: ['gateway'], token: some },
      await viewer('staff of two members at once', 'two', ['310000', 'MEE']),
    ],
    everything: await signed(privateKey, 'everything', everybody, []),
    stewardToken: all,
    stewards: JSON.stringify([steward('all', all, null), steward('some', some, ['310000']), steward('another', another, ['330000'])]),
  };
}

const signed = async (key: CryptoKey, sub: string, authorities: readonly string[], roles: readonly string[]): Promise<string> =>
  new SignJWT({ sub, authorities, roles }).setProtectedHeader({ alg: 'EdDSA', kid: 'idp' }).setIssuer(ISSUER).setAudience('ucat').setExpirationTime('3d').sign(key);
