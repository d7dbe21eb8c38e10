import { describe, expect, test } from '@jest/globals';
import { authorityStatuses, isWell, type StatusSources } from '../../../../cli/status/authority-status.js';
import { statusTable } from '../../../../cli/status/status-table.js';

const metrics = `# HELP ucat_node_requests_total Requests
ucat_node_requests_total{authority="MEE",served_from="OWNER",result="answered"} 75
ucat_node_requests_total{authority="MEE",served_from="REPLICA",result="answered"} 25
ucat_node_requests_total{authority="MEE",served_from="OWNER",result="failed"} 900
ucat_node_requests_total{authority="SAC",served_from="OWNER",result="failed"} 3
ucat_node_breaker_state{authority="MEE"} 0
ucat_node_breaker_state{authority="SAC"} 2
`;

const sources: StatusSources = {
  authorities: [
    { code: 'SAC', name: '国家标准化管理委员会', status: 'ACTIVE' },
    { code: 'MEE', name: '生态环境部', status: 'ACTIVE' },
    { code: 'OLD', name: '旧局', status: 'SUSPENDED' },
  ],
  search: { index: { authorities: [{ authority: 'MEE', asOf: '2026-11-24T08:00:00.000Z', lagSeconds: 3, reachable: true }, { authority: 'OLD', asOf: null, lagSeconds: null, reachable: false }] } },
  coverage: { authorities: [{ authority: 'MEE', total: 12 }] },
  metrics,
};

describe('the status of authorities', () => {
  test('joins what registry, index and gateway know, in the order of codes', () => {
    const [mee, old, sac] = authorityStatuses(sources);
    expect(mee).toEqual({ authority: 'MEE', name: '生态环境部', member: 'ACTIVE', reachable: true, asOf: '2026-11-24T08:00:00.000Z', lagSeconds: 3, records: 12, breaker: 'CLOSED', servedByOwner: 0.75 });
    expect(old).toMatchObject({ authority: 'OLD', member: 'SUSPENDED', reachable: false, records: 0, breaker: null, servedByOwner: null });
    expect(sac).toMatchObject({ authority: 'SAC', reachable: null, breaker: 'OPEN', servedByOwner: null });
  });

  test('is told of what is left where a service is away', () => {
    expect(authorityStatuses({ ...sources, authorities: null }).map(({ authority, member }) => [authority, member])).toEqual([['MEE', null], ['OLD', null]]);
    expect(authorityStatuses({ ...sources, search: null, coverage: null }).map(({ authority, reachable }) => [authority, reachable])).toEqual([['MEE', null], ['OLD', null], ['SAC', null]]);
  });

  test('is well unless a member is silent or left alone; a suspended one is not asked', () => {
    expect(authorityStatuses(sources).map(isWell)).toEqual([true, true, false]);
    expect(authorityStatuses({ ...sources, metrics: '' }).map(isWell)).toEqual([true, true, true]);
  });

  test('is a table whose columns stand below each other, whatever the script', () => {
    const [titles = '', mee = '', , sac = ''] = statusTable(authorityStatuses(sources));
    expect(titles).toBe('  authority     name                      member     node     lag      as of                records   breaker    by owner');
    expect(mee).toBe('  MEE           生态环境部                active     heard    3 s      2026-11-24 08:00:00  12        closed     75 %');
    expect(sac.startsWith('! SAC')).toBe(true);
  });
});
