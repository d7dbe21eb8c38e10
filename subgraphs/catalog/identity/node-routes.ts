import type { IncomingMessage } from 'node:http';
import { CONTRACT_VERSION } from '../../../schema/contract-version.js';
import { BodyTooLarge, readBody, sendJson, type RequestHandler } from '../../kit/http-server.js';
import { WELL_KNOWN, type NodeDescription } from '../../kit/identity/node-description.js';
import { nodeKeyFile, readNodeKey } from '../../kit/identity/node-key.js';
import { controlStatement, type ControlChallenge } from '../../kit/identity/statements.js';
import type { NodeConfig } from '../config.js';

const CHALLENGE_LIMIT_BYTES = 8 * 1024;
const FIELDS = ['nonce', 'url', 'registry'] as const;

/** A challenge that the node does not sign; the message says why. */
class Refused extends Error {
  override readonly name = 'Refused';
}

/**
 * `/.well-known/ucat-node`: GET answers what the node says of itself, POST also signs a challenge. The key is read with
 * each request, for it may be made while the node runs.
 */
export function nodeRoutes(config: NodeConfig): Readonly<Record<string, RequestHandler>> {
  const keyFile = nodeKeyFile(config.dataDir);
  const describe = (publicKey: string | null): NodeDescription => ({ authorities: config.authorities, contractVersion: CONTRACT_VERSION, publicKey, store: config.mongo ? 'mongodb' : 'libsql' });
  return {
    [`/${WELL_KNOWN}`]: async function identify(request, response) {
      const key = readNodeKey(keyFile);
      if (request.method !== 'POST') return sendJson(response, 200, describe(key?.publicKey ?? null));
      if (!key) return sendJson(response, 409, { error: 'The node has no key yet: make one with `ucat node init` or `ucat join`.' });
      try {
        const challenge = await readChallenge(request);
        requireOwnAddress(challenge, request, config.url);
        return sendJson(response, 200, { ...describe(key.publicKey), signature: key.sign(controlStatement(challenge)) });
      } catch (error) {
        if (!(error instanceof Refused || error instanceof BodyTooLarge)) throw error;
        return sendJson(response, 400, { error: error.message });
      }
    },
  };
}

async function readChallenge(request: IncomingMessage): Promise<ControlChallenge> {
  const text = (await readBody(request, CHALLENGE_LIMIT_BYTES)).toString('utf8');
  const challenge = parse(text);
  if (FIELDS.some((field) => typeof challenge?.[field] !== 'string' || !challenge[field].isWellFormed())) throw new Refused(`Expected JSON with the texts ${FIELDS.join(', ')}.`);
  return challenge as unknown as ControlChallenge;
}

function parse(text: string): Readonly<Record<string, unknown>> | null {
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>> | null;
  } catch {
    return null;
  }
}

/** Signing for any address would let another server hand challenges on to this node and pass for it. */
function requireOwnAddress({ url }: ControlChallenge, { headers }: IncomingMessage, own: string | undefined): void {
  const isOwn = own === undefined ? URL.canParse(url) && new URL(url).host === headers.host : url === own;
  if (isOwn) return;
  const known = own === undefined ? `was asked at ${String(headers.host)}; where a proxy stands in front, set NODE_URL` : `is ${own} by NODE_URL`;
  throw new Refused(`Expected a challenge for this node's own address but got one for ${JSON.stringify(url.slice(0, 200))}: the node ${known}.`);
}
