import { callKeyIn } from '../../subgraphs/kit/identity/calls/call-key.js';
import type { CallerRole } from '../../subgraphs/kit/identity/identity.js';
import { demoFolder, LAYERS, type DemoConfig } from './config.js';

/** Services of the demonstration that sign their calls, by the role that they do it in. */
const SIGNING: Readonly<Record<CallerRole, readonly string[]>> = { GATEWAY: ['gateway'], INDEX: ['search'], REPLICA: ['replica'], REGISTRY: ['registry'], LAYER: LAYERS };

/** Makes the keys of all services that have none yet, and tells each whom to trust, as TRUSTED_CALLERS. */
export const trustedInDemo = (config: DemoConfig): string => Object.entries(SIGNING).flatMap(([role, services]) => services.map((service) => `${role}=${callKeyIn(demoFolder(config, service)).publicKey}`)).join();
