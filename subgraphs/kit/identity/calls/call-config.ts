import { readSwitch, type Environment } from '../../env.js';
import { readClientTls, type ClientTls } from '../../tls.js';

/** How a service calls others. */
export interface CallConfig {
  /** Whether its calls are signed with a key of its own, in its folder. @default false */
  readonly signsCalls?: boolean;
  /** What it proves itself with to servers that ask for it, and whom it believes. @default plain HTTP, or what Node.js believes */
  readonly clientTls?: ClientTls | undefined;
}

/** Reads SIGN_CALLS and the variables of UCAT_TLS. @throws BadSetting */
export const readCallConfig = (env: Environment): Required<CallConfig> => ({ signsCalls: readSwitch(env, 'SIGN_CALLS', true), clientTls: readClientTls(env) });
