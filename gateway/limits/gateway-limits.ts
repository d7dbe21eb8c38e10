import { readInteger, readSwitch, type Environment } from '../../subgraphs/kit/env.js';
import type { OperationLimits } from '../../subgraphs/kit/limits/operation-limits.js';
import type { RateLimitOptions } from './rate-limit.js';
import { readTrustedDocuments, type TrustedDocuments } from './trusted-documents.js';

/** What clients of the gateway may ask at most. */
export interface GatewayLimits {
  readonly operation: OperationLimits;
  /** Fields of one operation by its page sizes. */
  readonly cost: number;
  readonly bodyBytes: number;
  readonly bodyMillis: number;
  readonly rate: RateLimitOptions;
  /** Whether clients may ask for the schema. */
  readonly introspection: boolean;
  /** The only operations that are answered; null: any. */
  readonly trusted: TrustedDocuments | null;
}

/** Reads the limits; the defaults are justified in ADR 22. @throws BadSetting */
export function readGatewayLimits(env: Environment): GatewayLimits {
  const limit = (name: string, fallback: number, max = 1_000_000): number => readInteger(env, name, fallback, { min: 1, max });
  return {
    operation: {
      tokens: limit('MAX_TOKENS', 2_000, 10_000),
      depth: limit('MAX_DEPTH', 20, 200),
      fields: limit('MAX_FIELDS', 2_000),
      rootFields: limit('MAX_ROOT_FIELDS', 100),
      aliases: limit('MAX_ALIASES', 200),
      directives: limit('MAX_DIRECTIVES', 50),
      variables: limit('MAX_VARIABLES', 10_000),
    },
    cost: limit('MAX_COST', 50_000, 100_000_000),
    bodyBytes: limit('MAX_BODY_BYTES', 1_048_576, 67_108_864),
    bodyMillis: limit('BODY_TIMEOUT_MILLIS', 10_000, 600_000),
    rate: {
      perMinute: readInteger(env, 'RATE_PER_MINUTE', 1_200, { min: 0, max: 10_000_000 }),
      burst: limit('RATE_BURST', 200),
      proxies: readInteger(env, 'PROXIES', 0, { min: 0, max: 10 }),
    },
    introspection: readSwitch(env, 'INTROSPECTION', true),
    trusted: env['TRUSTED_DOCUMENTS'] ? readTrustedDocuments(env['TRUSTED_DOCUMENTS']) : null,
  };
}
