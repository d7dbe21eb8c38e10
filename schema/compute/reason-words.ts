import type { Lang, ProtectedEnvironment } from '../generated/common.js';
import type { FacilityFacts } from './facility.js';
import { freePetaflops, type ComputeFactor } from './points.js';
import type { ComputeOption } from './rank-options.js';

const ENVIRONMENTS: Readonly<Record<ProtectedEnvironment, readonly [zh: string, en: string]>> = {
  PLAIN: ['明文环境', 'an ordinary machine'],
  SANDBOX: ['数据沙箱', 'a data sandbox'],
  TEE: ['可信执行环境', 'a trusted execution environment'],
  FEDERATED_LEARNING: ['联邦学习', 'federated learning'],
  MPC: ['安全多方计算', 'secure multi-party computation'],
};

/** Why an option has its points, for people. */
export function reasonText(factor: ComputeFactor, option: ComputeOption<FacilityFacts>, lang: Lang): string {
  const [zh, en] = TEXTS[factor](option);
  return lang === 'EN' ? en : zh;
}

const TEXTS: Readonly<Record<ComputeFactor, (option: ComputeOption<FacilityFacts>) => readonly [zh: string, en: string]>> = {
  PROTECTION: ({ environment, least }) => [`${ENVIRONMENTS[environment][0]}；至少须${ENVIRONMENTS[least][0]}`, `In ${ENVIRONMENTS[environment][1]}; at least ${ENVIRONMENTS[least][1]} is needed`],
  DISTANCE: ({ distanceKilometers: distance }) => {
    if (distance === null) return ['距离不详', 'The distance is not known'];
    return distance === 0 ? ['在同一地区', 'In the same region'] : [`相距约 ${String(distance)} 公里`, `About ${String(distance)} km away`];
  },
  CAPACITY: ({ facility }) => {
    const free = freePetaflops(facility.capacity ?? {});
    return free === undefined ? ['未说明可用算力', 'It does not say how much can be had'] : [`可用 ${String(free)} PFLOPS`, `${String(free)} PFLOPS can be had`];
  },
  ENERGY: ({ facility: { energy: { pue, renewablePercent } = {} } }) => {
    const zh = [...(pue === undefined ? [] : [`PUE ${String(pue)}`]), ...(renewablePercent === undefined ? [] : [`绿电 ${String(renewablePercent)}%`])];
    const en = [...(pue === undefined ? [] : [`PUE ${String(pue)}`]), ...(renewablePercent === undefined ? [] : [`${String(renewablePercent)}% renewable`])];
    return zh.length === 0 ? ['未说明能耗', 'It does not say how it uses power'] : [zh.join('，'), en.join(', ')];
  },
};
