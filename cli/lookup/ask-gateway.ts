import type { Writable } from 'node:stream';
import { isHttpUrl } from '../../subgraphs/kit/env.js';
import { cliTransport } from '../cli-transport.js';
import { BadRequest } from '../bad-request.js';
import { createPatientClient, type PatientClient, type PatientClientOptions } from '../import/patient-client.js';

/** Exit codes of the verbs that ask the gateway. */
export const EXIT = { DONE: 0, NOT_FOUND: 1, NOT_DONE: 2 } as const;

/** Where a verb that asks the gateway writes, and what ends it. */
export interface LookupIo {
  readonly output: Writable;
  readonly complain: (text: string) => void;
  readonly signal: AbortSignal;
}

/** Whom a verb asks, and in whose name. */
export interface GatewayRequest {
  /** GraphQL endpoint of the gateway. */
  readonly gateway: string;
  /** Of a viewer; without one only what is public is shown. */
  readonly token?: string | undefined;
}

/**
 * Runs a verb that asks the gateway: what goes wrong is complained of, and the connections are closed.
 *
 * @param act asks and writes; it is handed the client, and what that was made of
 * @returns the exit code; never throws for what a user can cause
 */
export async function askGateway({ gateway, token }: GatewayRequest, { complain, signal }: LookupIo, act: (ask: PatientClient, options: PatientClientOptions) => Promise<number>): Promise<number> {
  const http = cliTransport();
  try {
    if (!isHttpUrl(gateway)) throw new BadRequest(`--gateway: expected the http or https address of a GraphQL endpoint but got ${gateway}.`);
    const options = { url: gateway, send: http.send, token, attempts: 2, signal };
    return await act(createPatientClient(options), options);
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error));
    return EXIT.NOT_DONE;
  } finally {
    await http.close();
  }
}
