import type { Environment } from '../../env.js';
import { readServerTls, type ServerTls } from '../../tls.js';
import { readTrustedCallers, type TrustedCaller } from './trusted-callers.js';

/** Whom a service takes at their word, and what it proves itself with. */
export interface ServingConfig {
  /** Services whose signed calls speak for viewers or for themselves. @default none: everybody is the public */
  readonly trustedCallers?: readonly TrustedCaller[];
  /** @default plain HTTP */
  readonly tls?: ServerTls | undefined;
}

/** Reads TRUSTED_CALLERS or TRUSTED_CALLERS_FILE, and the variables of NODE_TLS. @throws BadSetting */
export const readServingConfig = (env: Environment): Required<ServingConfig> => ({ trustedCallers: readTrustedCallers(env), tls: readServerTls(env) });
