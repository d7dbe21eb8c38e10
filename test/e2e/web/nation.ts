import { writeFile } from 'node:fs/promises';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { manifestOf } from '../../../cli/documents/manifest.js';
import type { RecordInput } from '../../../schema/generated/catalog.js';
import { packagePath } from '../../../schema/package-path.js';
import { formatId } from '../../../schema/ids.js';
import { dataset, datasetId, owner, ownerId, standard, standardId } from '../support/records.js';
import { Services, type RunningService } from '../support/services.js';
import { until } from '../support/until.js';

/** Titles and descriptions that try to become markup, a script, or a link that runs one. */
export const HOSTILE = [
  '<img src=x onerror="window.hacked=1">',
  '</script><script>window.hacked=1</script>',
  '"><svg onload=window.hacked=1>',
  "'; window.hacked=1; //",
  '<!--<script>window.hacked=1',
  '{{constructor.constructor("window.hacked=1")()}}',
  '&lt;script&gt;window.hacked=1&lt;/script&gt;',
] as const;

/** How many records of `startNation` everybody may know of. */
export const PUBLIC_RECORDS = 8 + 2 * HOSTILE.length;

export const productId = (serial: number): string => formatId('330000', 'DATA_PRODUCT', serial);

/** A product whose every text tries it. */
const hostileProduct = (text: string, index: number): RecordInput => ({
  id: productId(index + 1),
  kind: 'DATA_PRODUCT',
  titles: [{ lang: 'zh', text: `产品 ${text}` }],
  descriptions: [{ lang: 'zh', text }],
  owner: ownerId('330000'),
  derivedFrom: [datasetId('330000', index + 1), datasetId('310000', 1)],
  registrationCode: 'SAMPLE-1',
  offers: [
    { code: 'use', priceModel: 'BY_USAGE', amount: 100, currency: 'CNY', unit: text.slice(0, 20), policy: JSON.stringify({ '@type': 'Offer', permission: [{ action: 'use' }], note: text }) },
    { code: 'free', priceModel: 'FREE' },
  ],
});

/** A use, a need and a place to compute, whose every text tries it. */
const [text] = HOSTILE;
const named = { titles: [{ lang: 'zh', text: `其他 ${text}` }], descriptions: [{ lang: 'zh', text }], owner: ownerId('330000') };
export const OTHERS: readonly RecordInput[] = [
  { ...named, id: formatId('330000', 'USE_CASE', 1), kind: 'USE_CASE', industries: ['65'], uses: [datasetId('310000', 1)], outcomes: [{ lang: 'zh', text: `成效 ${text}` }] },
  { ...named, id: formatId('330000', 'DEMAND', 1), kind: 'DEMAND', state: 'OPEN', neededBy: '2027', keywords: ['水位'] },
  { ...named, id: formatId('330000', 'COMPUTE_FACILITY', 1), kind: 'COMPUTE_FACILITY', region: '330000', environments: ['PLAIN', 'TEE'], accelerators: [{ kind: 'GPU', model: `卡 ${text.slice(0, 20)}`, count: 8 }], capacity: { petaflops: 12.5, freePetaflops: 2, racks: 40 }, energy: { pue: 1.2, renewablePercent: 60 } },
];

export interface WebNation {
  readonly services: Services;
  readonly gateway: RunningService;
  readonly market: RunningService;
  readonly nodes: Readonly<Record<'310000' | '330000', RunningService>>;
}

const MEMBER: Partial<RecordInput> = { audience: 'MEMBER' };

/** Two nodes, index, replica, the layers of market and use, and a gateway that answers the operations of web/ alone. */
export async function startNation(): Promise<WebNation> {
  const services = await Services.create();
  const registry = await services.registry();
  const search = await services.search(registry);
  const replica = await services.start('replica', ['replica', 'start'], { SEARCH_URL: search.url });
  const market = await services.start('market', ['market', 'start'], { SEARCH_URL: search.url });
  const use = await services.start('use', ['use', 'start'], { SEARCH_URL: search.url });
  const documents = join(services.folder, 'documents.json');
  const files = readdirSync(packagePath('web', 'operations')).map((name): [string, string] => [name, readFileSync(packagePath('web', 'operations', name), 'utf8')]);
  await writeFile(documents, JSON.stringify(manifestOf(new Map(files))));
  const [gateway, shanghai, zhejiang] = await Promise.all([
    services.gateway(registry, search, { REPLICA_URL: replica.url, MARKET_URL: market.url, USE_URL: use.url, TRUSTED_DOCUMENTS: documents, INTROSPECTION: 'off' }),
    services.node('310000'),
    services.node('330000'),
  ]);
  await services.publish(shanghai, [
    owner('310000'),
    standard('310000', 1, 'DB31/T 1-2026'),
    dataset('310000', 1, '河道水位', { conformsTo: [standardId('310000', 1)], keywords: ['水位'] }),
    dataset('310000', 2, '河道水位旧版'),
    dataset('310000', 3, '已停办数据'),
    dataset('310000', 4, '仅供成员的水位', MEMBER),
    dataset('310000', 5, '水位月报', { derivedFrom: [datasetId('310000', 1), datasetId('310000', 4)] }),
  ]);
  await services.publish(zhejiang, [owner('330000'), ...HOSTILE.map(hostileProduct), ...OTHERS, ...HOSTILE.map((text, index) => dataset('330000', index + 1, `水位 ${text}`, { descriptions: [{ lang: 'zh', text }], keywords: [text.slice(0, 60)] }))]);
  const retire = 'mutation ($id: ID!, $reason: String!, $by: ID) { retireRecord(id: $id, reason: $reason, replacedBy: $by) { changed } }';
  await services.ask(shanghai, retire, { id: datasetId('310000', 2), reason: '并入新版', by: datasetId('310000', 1) });
  await services.ask(shanghai, retire, { id: datasetId('310000', 3), reason: '不再<b>采集</b>' });
  await services.enroll(registry, '310000', shanghai.url);
  await services.enroll(registry, '330000', zhejiang.url);
  await until('the public records in the index', async () => (await services.total(search)) === PUBLIC_RECORDS);
  return { services, gateway, market, nodes: { '310000': shanghai, '330000': zhejiang } };
}
