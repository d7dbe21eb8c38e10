import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Steward } from '../../cli/import/steward.js';
import { importRecords, type ImportOptions } from '../../cli/import/import-records.js';
import type { ImportReport, Rejection } from '../../cli/import/import-report.js';
import type { ExportRecord } from '../../schema/formats/export-record.js';
import { Publisher } from '../../subgraphs/catalog/publish/publisher.js';
import { openLibsqlRecordStore } from '../../subgraphs/catalog/stores/libsql-record-store.js';
import type { RecordStore } from '../../subgraphs/catalog/stores/record-store.js';

/** A node's store and its publisher on disk, without a server before them. */
export class LocalNode {
  readonly #folder = mkdtempSync(join(tmpdir(), 'local-node-'));
  readonly #store: RecordStore = openLibsqlRecordStore({ path: join(this.#folder, 'catalog.db'), logger: pino({ level: 'silent' }) });
  readonly publisher: Publisher;

  constructor(readonly authorities: readonly string[]) {
    this.publisher = new Publisher({ store: this.#store, served: new Set(authorities), onAppend: () => undefined });
  }

  readonly steward: Steward = async (records) =>
    (await this.publisher.upsert(records)).map((outcome) => ({ index: outcome.index, outcome: outcome.outcome, id: outcome.id, problems: outcome.outcome === 'REJECTED' ? [...outcome.problems] : [] }));

  async import({ entries, mapping }: Pick<ImportOptions, 'entries' | 'mapping'>, authority?: string): Promise<{ readonly report: ImportReport; readonly rejections: readonly Rejection[] }> {
    const rejections: Rejection[] = [];
    const report = await importRecords({ entries, mapping, steward: this.steward, authority, onRejected: (rejection) => rejections.push(rejection) });
    return { report, rejections };
  }

  /** All live records, in the order of their ids. */
  async records(): Promise<readonly ExportRecord[]> {
    const ids = await Promise.all(this.authorities.map((authority) => this.#store.listLive(authority, '', 1_000_000)));
    const stored = await this.#store.getMany(ids.flat().map(({ id }) => id));
    return stored.flatMap((one) => (one?.state === 'LIVE' ? [one.record] : []));
  }

  async close(): Promise<void> {
    await this.#store.close();
    rmSync(this.#folder, { recursive: true });
  }
}
