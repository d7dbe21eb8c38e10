import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { dataset, datasetId, owner, standard, standardId } from '../support/records.js';
import { runUcat } from '../support/run-ucat.js';
import { Services, type RunningService } from '../support/services.js';
import { until } from '../support/until.js';

/* A city whose data come from a ministry, and a ministry that nobody is linked to beyond that; their index is stopped and started. */

let services: Services;
let registry: RunningService;
let search: RunningService;
let gateway: RunningService;
let shanghai: RunningService;

beforeAll(async () => {
  services = await Services.create();
  registry = await services.registry();
  const [index, city, ministry, lonely] = await Promise.all([services.search(registry), services.node('310000'), services.node('MEE'), services.node('CMA')]);
  [search, shanghai] = [index, city];
  gateway = await services.gateway(registry, search);
  await services.publish(ministry, [owner('MEE'), standard('MEE', 1, 'HJ 663-2026'), dataset('MEE', 1, '空气质量'), dataset('MEE', 2, '内部空气', { audience: 'OWNER' })]);
  await services.publish(shanghai, [owner('310000'), dataset('310000', 1, '上海空气质量', { derivedFrom: [datasetId('MEE', 1)], conformsTo: [standardId('MEE', 1)], frequency: 'MONTHLY', modified: '2020' }), dataset('310000', 2, '公园', { openness: 'CLOSED', themes: ['living'], derivedFrom: [datasetId('MEE', 2)] })]);
  await services.publish(lonely, [owner('CMA'), dataset('CMA', 1, '气温', { themes: ['weather'] })]);
  for (const [code, { url }] of Object.entries({ '310000': shanghai, MEE: ministry, CMA: lonely })) await services.enroll(registry, code, url);
  await until('all public records in the index', async () => (await services.total(search)) === 8);
}, 60_000);
afterAll(async () => services[Symbol.asyncDispose]());

const FIGURES = 'figures { records open { count of } conforming { count of } dated { count } recent { count } kept { count of } links { out in linkedOut { count } linkedIn { count } } islandIndex demandUnmet }';
interface Covered {
  readonly coverage: { readonly trend: readonly { readonly day: string; readonly records: number; readonly islandIndex: number }[]; readonly authority: { readonly trend: readonly { readonly records: number }[] } };
}
const ask = async <Answer>(query: string, of = gateway): Promise<Answer> => {
  const { data, errors } = await services.ask(of, query);
  expect(errors).toBeUndefined();
  return data as unknown as Answer;
};
const trend = async (): Promise<Covered['coverage']> => (await ask<Covered>('{ coverage { trend { day records islandIndex } authority(code: "CMA") { trend(days: 1) { records } } } }', search)).coverage;

describe('coverage through the gateway', () => {
  test('says of an authority what its records come to; who is not to know of a record gets no number of it', async () => {
    expect(await ask(`{ coverage { authority(code: "310000") { ${FIGURES} } mee: authority(code: "MEE") { ${FIGURES} } lonely: authority(code: "CMA") { figures { islandIndex links { out in } } } } }`)).toEqual({
      coverage: {
        authority: { figures: { records: 3, open: { count: 1, of: 2 }, conforming: { count: 1, of: 2 }, dated: { count: 3 }, recent: { count: 2 }, kept: { count: 1, of: 2 }, links: { out: 2, in: 0, linkedOut: { count: 1 }, linkedIn: { count: 0 } }, islandIndex: 1 - 1 / 6, demandUnmet: 0 } },
        mee: { figures: { records: 3, open: { count: 1, of: 1 }, conforming: { count: 0, of: 1 }, dated: { count: 3 }, recent: { count: 3 }, kept: { count: 1, of: 1 }, links: { out: 0, in: 2, linkedOut: { count: 0 }, linkedIn: { count: 2 } }, islandIndex: 1 - 2 / 6, demandUnmet: 0 } },
        lonely: { figures: { islandIndex: 1, links: { out: 0, in: 0 } } },
      },
    });
  });

  test('says the same by theme, for the nation and in the language asked for', async () => {
    expect(await ask('{ coverage { figures { records islandIndex } themes { theme label(lang: EN) figures { records links { out in } } } authority(code: "310000") { themes { theme label figures { records open { count } } } } } }')).toEqual({
      coverage: {
        figures: { records: 8, islandIndex: 1 - 3 / 16 },
        themes: [
          { theme: 'environment', label: 'Environment', figures: { records: 2, links: { out: 2, in: 1 } } },
          { theme: 'living', label: 'Daily life', figures: { records: 1, links: { out: 0, in: 0 } } },
          { theme: 'weather', label: 'Weather', figures: { records: 1, links: { out: 0, in: 0 } } },
        ],
        authority: { themes: [{ theme: 'environment', label: '生态环境', figures: { records: 1, open: { count: 1 } } }, { theme: 'living', label: '生活服务', figures: { records: 1, open: { count: 0 } } }] },
      },
    });
  });

  test('is a table of ucat coverage', async () => {
    const run = async (...words: readonly string[]) => {
      const { code, stdout, stderr } = await runUcat(['coverage', ...words, '--gateway', gateway.url], {});
      return { code, stderr, lines: stdout.split('\n') };
    };
    const nation = await run('--lang', 'EN');
    expect(nation.code).toBe(0);
    expect(nation.lines.filter((line) => line.startsWith('CMA') || line.startsWith('all')).map((line) => line.replace(/ {2,}/g, ' | ').split(' | ').at(-1))).toEqual(['1.00', '0.81']);
    const city = await run('310000');
    expect(city.lines.map((line) => line.split(' ', 1)[0])).toEqual(['of', 'environment', 'living', '310000', '', 'day', new Date().toISOString().slice(0, 10), '']);
    expect((await run('--themes')).lines.map((line) => line.split(' ', 1)[0])).toEqual(['of', 'environment', 'living', 'weather', 'all', '']);
    expect(await run('XYZ')).toMatchObject({ code: 1, stderr: 'The index has read nothing of XYZ that may be shown.\n' });
    expect(JSON.parse((await run('--json', '--days', '1')).lines[0]!)).toMatchObject({ figures: { records: 8 }, trend: [{ records: 8 }] });
  });

  test('keeps the figures of the day, over a restart of the index too', async () => {
    await until('the figures of today', async () => (await trend()).trend.at(-1)?.records === 8);
    const before = await trend();
    expect(before).toEqual({ trend: [{ day: new Date().toISOString().slice(0, 10), records: 8, islandIndex: 1 - 3 / 16 }], authority: { trend: [{ records: 2 }] } });
    await search.stop();
    search = await services.search(registry);
    expect((await trend()).trend[0]).toEqual(before.trend[0]);
  });
});
