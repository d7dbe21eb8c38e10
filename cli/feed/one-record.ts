import { isDcatKind, type ExportRecord } from '../../schema/formats/export-record.js';
import { recordOfAnswer, recordQuery } from '../../schema/formats/record-query.js';
import { parseId } from '../../schema/ids.js';
import { lacksField, type PatientClient } from '../import/patient-client.js';

/**
 * One record, as its owner has it published, but for a data product's offers, which only its feed tells; undefined where there is none.
 * @param isKnown whether who asks brings a token: the public is shown nothing that says an audience, and need not ask for it
 * @throws NodeRefused, with the reason
 */
export async function oneRecord(ask: PatientClient, id: string, isKnown = false): Promise<ExportRecord | undefined> {
  const parsed = parseId(id);
  const newKinds = parsed.ok && !isDcatKind(parsed.kind);
  const { record } = await ask(recordQuery({ audience: isKnown, newer: true, newKinds }), { id }).catch((error: unknown) => {
    if (!lacksField(error)) throw error;
    return ask(recordQuery({ audience: isKnown }), { id });
  });
  return typeof record === 'object' && record !== null ? recordOfAnswer(record as Readonly<Record<string, unknown>>) : undefined;
}
