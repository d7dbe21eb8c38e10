import type { DcatCatalog } from '../../schema/formats/dcat-ap/catalog-node.js';
import type { ExportRecord } from '../../schema/formats/export-record.js';
import { DEFAULT_IRI_BASE } from '../../schema/formats/linked.js';
import { describeNode } from '../../subgraphs/kit/identity/node-description.js';
import { readClientTls } from '../../subgraphs/kit/tls.js';
import { liveRecords, readableLogs } from '../feed/live-records.js';
import { oneRecord } from '../feed/one-record.js';
import { BadRequest } from '../bad-request.js';
import type { PatientClient } from '../import/patient-client.js';
import type { CheckedExport } from './export-request.js';

/** An authority that could not be read to its end, and why. */
export interface LeftOut {
  readonly authority: string;
  readonly reason: string;
}

export interface ExportSource {
  readonly records: AsyncIterable<ExportRecord>;
  readonly catalog: DcatCatalog | undefined;
}

/** A name in both languages. */
interface Named {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}

interface NationalAuthority extends Named {
  readonly status: string;
  readonly reason: string | null;
}

/** Opens what is to be exported: a record, the records of an authority or of a node, or the nation's. */
export async function openExport(request: CheckedExport, ask: PatientClient, onLeftOut: (left: LeftOut) => void): Promise<ExportSource> {
  const { id, authority, gateway, url } = request;
  const isKnown = request.token !== undefined;
  if (id !== undefined) return { records: single(ask, id, isKnown), catalog: undefined };
  const all = gateway === undefined ? await nodeAuthorities(url, authority) : await nationalAuthorities(ask, authority, onLeftOut);
  const records = all.length === 1 ? ofAuthority(ask, (all[0] as Named).code, isKnown) : ofAuthorities(ask, all, isKnown, onLeftOut);
  return { records, catalog: catalogOf(all.length === 1 ? all[0] : undefined, request) };
}

async function* single(ask: PatientClient, id: string, isKnown: boolean): AsyncGenerator<ExportRecord> {
  const record = await oneRecord(ask, id, isKnown);
  if (!record) throw new BadRequest(`--id: there is no record ${id}.`);
  yield record;
}

/** Records of every log that a known viewer may read, one after the other; the public has one. */
export async function* ofAuthority(ask: PatientClient, authority: string, isKnown: boolean): AsyncGenerator<ExportRecord> {
  const logs = isKnown ? await readableLogs(ask, authority) : ['PUBLIC'];
  for (const log of logs) for await (const { record } of liveRecords({ ask, authority, log })) yield record;
}

/** One after the other. An office that does not answer is left out and told; the others are written all the same. @throws Error where none did */
async function* ofAuthorities(ask: PatientClient, all: readonly Named[], isKnown: boolean, onLeftOut: (left: LeftOut) => void): AsyncGenerator<ExportRecord> {
  let hasAnswered = false;
  for (const { code } of all) {
    try {
      for await (const record of ofAuthority(ask, code, isKnown)) {
        hasAnswered = true;
        yield record;
      }
      hasAnswered = true;
    } catch (error) {
      onLeftOut({ authority: code, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  if (!hasAnswered) throw new Error('No authority answered.');
}

/** The authorities of a node, or the one that is asked for. */
export async function nodeAuthorities(url: string, authority: string | undefined): Promise<readonly Named[]> {
  const codes = authority === undefined ? (await describeNode(url, { tls: readClientTls(process.env) })).authorities : [authority];
  return codes.map((code) => ({ code, zh: code, en: code }));
}

/** The active members' authorities. Those of a suspended member can't be asked: each is told as left out. */
async function nationalAuthorities(ask: PatientClient, authority: string | undefined, onLeftOut: (left: LeftOut) => void): Promise<readonly Named[]> {
  const answer = await ask('{ authorities { code status reason zh: name(lang: ZH) en: name(lang: EN) } }', {});
  const all = (answer['authorities'] ?? []) as readonly NationalAuthority[];
  const asked = all.filter(({ code }) => authority === undefined || code === authority);
  const suspended = asked.filter(({ status }) => status === 'SUSPENDED');
  if (authority !== undefined && suspended[0]) throw new BadRequest(`--authority: ${authority} ${suspension(suspended[0])}`);
  const found = asked.filter(isActive);
  if (found.length === 0) throw new BadRequest(authority === undefined ? '--gateway: it knows no active authority.' : `--authority: expected that of an active member such as ${all.filter(isActive).slice(0, 5).map(({ code }) => code).join(', ')} but got ${authority}.`);
  for (const one of suspended) onLeftOut({ authority: one.code, reason: `It ${suspension(one)}` });
  return found;
}

const isActive = ({ status }: NationalAuthority): boolean => status === 'ACTIVE';

const suspension = ({ reason }: NationalAuthority): string => `is suspended${reason == null ? '' : ` (${reason})`}: its node is not asked until the operator resumes it.`;

/** What DCAT-AP makes mandatory of a catalog. */
function catalogOf(one: Named | undefined, { url, iriBase }: CheckedExport): DcatCatalog {
  const names = one ?? { code: 'nation', zh: '国家数据统一目录', en: 'Union Catalog' };
  const both = (zh: string, en: string) => [{ lang: 'zh', text: zh }, { lang: 'en', text: en }];
  return {
    iri: `${iriBase ?? DEFAULT_IRI_BASE}catalog-${names.code}`,
    titles: one ? both(`${names.zh}数据目录`, `Data catalog of ${names.en}`) : both(names.zh, names.en),
    descriptions: both(`由${new URL(url).host}导出的元数据。`, `Metadata exported from ${new URL(url).host}.`),
    publisher: both(names.zh, names.en),
  };
}
