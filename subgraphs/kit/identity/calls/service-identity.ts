import type { Registry } from 'prom-client';
import type { Logger } from '../../logger.js';
import type { Viewer } from '../../viewer.js';
import { NOBODY, type CallerRole, type Identify } from '../identity.js';
import { bearerOf, unauthenticated } from '../refuse.js';
import { readCallToken } from './call-token.js';
import { callMetrics } from './call-metrics.js';
import { callVerifier } from './call-verifier.js';
import { knownCallers } from './known-callers.js';
import { SeenFile } from './seen-file.js';
import { SeenTokens } from './seen-tokens.js';
import type { TrustedCaller } from './trusted-callers.js';

export interface ServiceIdentityOptions {
  /** What the service goes by: its authorities, or `search`, `registry`, `replica`. */
  readonly names: readonly string[];
  /** Services whose calls are taken for what they say; of none, every signed call is the public's. */
  readonly trusted: readonly TrustedCaller[];
  /** Roles that have any business here. @default all */
  readonly roles?: readonly CallerRole[];
  /** Whose a token of the service's own is, such as a steward's; null where it is nobody's. @default such tokens are not looked at */
  readonly ownToken?: ((token: string) => Viewer | null) | undefined;
  /** Whether a call without a token is refused. @default false: it is the public's */
  readonly requiresToken?: boolean;
  /** Address of the service as others know it. @default its paths are as they are asked */
  readonly url?: string | undefined;
  /** Folder of the service's state, in which tokens that were taken are kept for its next start. @default they are kept in memory alone */
  readonly dataDir?: string | undefined;
  /** Where calls that were taken are counted. @default nowhere */
  readonly registry?: Registry | undefined;
  readonly logger: Logger;
}

/** Tells who calls a service: another by a signed call, its own people by a token of its own, else the public. */
export function serviceIdentity({ names, trusted, roles, ownToken, requiresToken = false, url, dataDir, registry, logger }: ServiceIdentityOptions): Identify {
  const taken = { EdDSA: 0, HS256: 0 };
  if (registry) callMetrics(registry, 'taken', taken);
  const verifyCall = callVerifier({ names: new Set(names), callers: knownCallers(trusted, { logger }), roles, pathPrefix: url === undefined ? '' : prefixOf(url), seen: seenTokens(trusted.length === 0 ? undefined : dataDir, logger), onTaken: (algorithm) => void (taken[algorithm] += 1) });
  return async function identify({ message, body }) {
    const token = bearerOf(message.headers.authorization);
    if (token === null) {
      if (requiresToken) throw unauthenticated('This service takes calls that are signed by a service of TRUSTED_CALLERS, or with a token of its own. Ask through the gateway.');
      return NOBODY;
    }
    const call = readCallToken(token);
    if (call === null) return identityOfOwn(token, ownToken, requiresToken);
    if (trusted.length === 0 && !requiresToken) return NOBODY;
    return verifyCall(call, { message, body });
  };
}

/** Where calls are looked at, those of before the start are known. */
function seenTokens(dataDir: string | undefined, logger: Logger): SeenTokens {
  let told = false;
  return new SeenTokens(dataDir === undefined ? null : new SeenFile(dataDir), (error) => {
    if (!told) logger.error({ err: error }, 'calls that were taken can not be written down: after a start they could be sent again');
    told = true;
  });
}

function identityOfOwn(token: string, ownToken: ServiceIdentityOptions['ownToken'], requiresToken: boolean): typeof NOBODY {
  const viewer = ownToken?.(token);
  if (viewer) return { viewer, caller: null };
  if (viewer === null || requiresToken) throw unauthenticated('The token in the header `authorization` is not one of this service.');
  return NOBODY;
}

/** `https://host/mee/graphql` → `/mee`. */
const prefixOf = (url: string): string => new URL(url).pathname.replace(/\/[^/]*$/, '');
