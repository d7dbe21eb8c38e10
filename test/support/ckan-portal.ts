import type { IncomingMessage, ServerResponse } from 'node:http';
import { listen, sendJson, type HttpServer } from '../../subgraphs/kit/http-server.js';

export interface PortalPackage {
  readonly id: string;
  readonly name: string;
  readonly metadata_modified: string;
  readonly state: 'active' | 'deleted' | 'draft';
  readonly private: boolean;
  readonly [more: string]: unknown;
}

/** An HTTP server that answers `package_search` as CKAN 2.10 does: sorted and filtered by the change, rows cut to a most. */
export class CkanPortal implements AsyncDisposable {
  readonly asked: URLSearchParams[] = [];
  readonly #packages = new Map<string, PortalPackage>();
  #server: HttpServer | undefined;
  /** Runs before an answer; may give one itself by returning true. */
  before: (response: ServerResponse) => unknown = () => undefined;

  constructor(readonly mostRows = 1_000) {}

  get url(): string {
    return this.#server?.url ?? '';
  }

  async start(): Promise<this> {
    this.#server = await listen((request, response) => this.#answer(request, response), { port: 0, stopGracePeriodMillis: 100 });
    return this;
  }

  put(...packages: readonly PortalPackage[]): void {
    for (const one of packages) this.#packages.set(one.id, one);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server?.close();
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const { pathname, searchParams } = new URL(request.url ?? '', this.url);
    this.asked.push(searchParams);
    if (this.before(response) === true) return;
    if (pathname !== '/api/3/action/package_search') return sendJson(response, 404, { success: false, error: { __type: 'Not Found Error', message: 'Not found' } });
    const found = this.#search(searchParams.get('fq') ?? '');
    const start = Number(searchParams.get('start') ?? 0);
    const rows = Math.min(Number(searchParams.get('rows') ?? 10), this.mostRows);
    sendJson(response, 200, { help: `${this.url}/api/3/action/help_show?name=package_search`, success: true, result: { count: found.length, results: found.slice(start, start + rows), facets: {}, sort: searchParams.get('sort') } });
  }

  /** What everybody may see, by its change; a moment is compared as Solr keeps it, to the millisecond. */
  #search(filter: string): readonly PortalPackage[] {
    const since = /^metadata_modified:\[(\S+) TO \*\]$/.exec(filter)?.[1];
    const moment = (one: PortalPackage): number => Date.parse(`${one.metadata_modified.slice(0, 23)}Z`);
    return [...this.#packages.values()]
      .filter((one) => one.state === 'active' && !one.private && (since === undefined || moment(one) >= Date.parse(since)))
      .sort((a, b) => moment(a) - moment(b) || (a.id < b.id ? -1 : 1));
  }
}

/** A package as a city's portal has it. */
export function portalPackage(serial: number, modified: string, changes: Partial<PortalPackage> = {}): PortalPackage {
  const id = `7c9e6679-7425-40de-944b-${String(serial).padStart(12, '0')}`;
  return {
    id,
    name: `noise-${String(serial)}`,
    title: `第${String(serial)}号噪声监测点`,
    notes: '昼间与夜间等效声级，每小时一条。',
    state: 'active',
    private: false,
    type: 'dataset',
    metadata_created: '2024-01-02T03:04:05.678901',
    metadata_modified: modified,
    license_id: 'cc-by',
    license_title: 'CC-BY-4.0',
    organization: { id: 'o1', name: 'noise-office', title: '湖滨市噪声监测中心', state: 'active' },
    tags: [{ name: '噪声', display_name: '噪声', state: 'active' }],
    groups: [{ name: 'environment', title: 'Environment' }],
    extras: [{ key: 'update_frequency', value: '每小时' }],
    resources: [{ id: `r-${String(serial)}`, name: '小时值', url: `https://noise.lakeside.example/${String(serial)}.csv`, format: 'CSV', mimetype: 'text/csv', state: 'active' }],
    ...changes,
  };
}
