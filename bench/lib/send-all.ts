import type { RecordInput } from '../../schema/generated/catalog.js';
import type { Nation } from './nation.js';

const UPSERT = 'mutation ($records: [RecordInput!]!) { upsertRecords(records: $records) { outcome } }';

/** Publishes records at their node. Resolves when they are durable. @throws Error where one is not taken */
export async function sendAll({ nodes, send }: Nation, code: string, records: readonly RecordInput[]): Promise<void> {
  const { data, errors } = await send({ url: nodes[code] as string, query: UPSERT, variables: { records } });
  if (errors) throw new Error(JSON.stringify(errors));
  const outcomes = (data?.['upsertRecords'] as readonly { readonly outcome: string }[]).map(({ outcome }) => outcome);
  if (outcomes.includes('REJECTED')) throw new Error(`${code}: a record was rejected.`);
}
