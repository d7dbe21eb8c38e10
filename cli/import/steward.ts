import type { RecordInput, UpsertResult } from '../../schema/generated/catalog.js';
import { createPatientClient, NodeRefused, type PatientClientOptions } from './patient-client.js';

/** What a node made of a record. */
export type StewardResult = Pick<UpsertResult, 'index' | 'outcome' | 'id' | 'problems'>;

/** Publishes records at a node; one result a record, in their order. @throws NodeRefused, or TransportFailure after the last attempt */
export type Steward = (records: readonly RecordInput[]) => Promise<readonly StewardResult[]>;

const UPSERT = `mutation ($records: [RecordInput!]!) {
  upsertRecords(records: $records) { index outcome id problems { field value rule message } }
}`;

/** A steward over GraphQL that tries again when the node does not answer: publishing twice is harmless. */
export function createSteward(options: PatientClientOptions): Steward {
  const ask = createPatientClient(options);
  return async function publish(records) {
    const { upsertRecords } = await ask(UPSERT, { records });
    return inOrder(upsertRecords as readonly StewardResult[], records.length, options.url);
  };
}

function inOrder(results: readonly StewardResult[], count: number, url: string): readonly StewardResult[] {
  const sorted = [...results].sort((a, b) => a.index - b.index);
  if (sorted.length !== count || sorted.some(({ index }, position) => index !== position)) {
    throw new NodeRefused(`${url} answered ${String(results.length)} results for ${String(count)} records: is it a catalog node?`);
  }
  return sorted;
}
