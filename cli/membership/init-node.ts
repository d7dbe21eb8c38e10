import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { isAuthorityCode } from '../../schema/ids.js';
import { BadSetting } from '../../subgraphs/kit/env.js';
import { createNodeKey, nodeKeyFile, readNodeKey } from '../../subgraphs/kit/identity/node-key.js';
import { Refused, requireUrl, type VerbResult } from './verb.js';

export interface InitRequest {
  readonly authority: readonly string[];
  /** Address of the node's GraphQL endpoint, as others reach it. */
  readonly url: string;
  /** Address that it listens on. */
  readonly host: string;
  /** @default the port of `url` */
  readonly port?: string | undefined;
  /** @default '.data/node-<first authority>' */
  readonly dataDir?: string | undefined;
  /** The settings' file. @default 'node-<first authority>.env' */
  readonly output?: string | undefined;
}

const DEFAULT_PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

/** `ucat node init`: makes the key and a file with the settings. What is there already is kept. */
export async function initNode({ authority, url, host, port, dataDir, output }: InitRequest): Promise<VerbResult> {
  const [first] = authority;
  if (first === undefined || !authority.every(isAuthorityCode)) throw new BadSetting('--authority', 'codes of authorities, each 2 to 12 of 0-9 A-Z', authority.join(' '));
  const address = new URL(requireUrl('--url', url));
  const folder = resolve(dataDir ?? `.data/node-${first}`);
  const file = resolve(output ?? `node-${first}.env`);
  if (existsSync(file)) throw new Refused(`${file} is there already: it has the node's token. Take another --output, or remove it.`);
  const key = readNodeKey(nodeKeyFile(folder)) ?? createNodeKey(nodeKeyFile(folder));
  const settings = {
    NODE_AUTHORITIES: authority.join(','),
    NODE_URL: url,
    HOST: host,
    PORT: port ?? (address.port || (DEFAULT_PORTS[address.protocol] as string)),
    DATA_DIR: folder,
    STEWARD_TOKEN: randomBytes(24).toString('base64url'),
  };
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, Object.entries(settings).map(([name, value]) => `${name}="${value}"\n`).join(''), { mode: 0o600, flag: 'wx' });
  return { data: { file, keyFile: nodeKeyFile(folder), publicKey: key.publicKey, ...settings, STEWARD_TOKEN: undefined }, lines: nextSteps(file, url, first, nodeKeyFile(folder)) };
}

const nextSteps = (file: string, url: string, code: string, keyFile: string): readonly string[] => [
  `Settings: ${file} (has the stewards' token: keep it to yourself)`,
  `Key:      ${keyFile} (a secret: keep a copy where only you can reach it)`,
  '',
  'Next:',
  `  1. start it        ucat --settings ${file} node start`,
  `  2. bring data in   ucat --settings ${file} import datasets.xlsx --format gov-sheet --node ${url}`,
  `  3. try it          ucat conformance ${url}`,
  `  4. ask to join     ucat --settings ${file} join --registry <the registry's GraphQL endpoint> --code ${code} --name-zh <名称> --name-en <name>`,
];
