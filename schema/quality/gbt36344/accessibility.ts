import { isGiven } from '../described-record.js';
import { formatTraits, mediaTypeTraits } from '../file-formats.js';
import { isPublicAddress } from '../public-address.js';
import { holds, type Check, type Gbt36344Dimension } from './check.js';

const ADDRESS: Check = {
  weight: 4,
  share: ({ distributions, endpointURL }) => holds(isPublicAddress(endpointURL) || (distributions ?? []).some(({ accessURL }) => isPublicAddress(accessURL))),
  fix: { zh: '没有可用的访问地址：请填写 accessURL 或 endpointURL。', en: 'No address leads to the data: give an accessURL or endpointURL.' },
};
const PAGE: Check = {
  weight: 2,
  share: ({ landingPage }) => holds(isPublicAddress(landingPage)),
  fix: { zh: '没有可用的说明页面：请填写 landingPage。', en: 'No page tells about it: fill in landingPage.' },
};
const READABLE: Check = {
  weight: 2,
  share: ({ distributions, endpointDescription }) =>
    holds(isGiven(endpointDescription) || (distributions ?? []).some(({ format, mediaType }) => formatTraits(format)?.machineReadable === true || mediaTypeTraits(mediaType)?.machineReadable === true)),
  fix: { zh: '没有机器可读的形式：请提供 CSV、JSON 等格式，或 endpointDescription。', en: 'No form is machine-readable: offer CSV, JSON or the like, or an endpointDescription.' },
};
const TERMS: Check = {
  weight: 2,
  share: ({ license, shareCondition, distributions }) => holds(isGiven(license) || isGiven(shareCondition) || (distributions ?? []).some((distribution) => isGiven(distribution.license))),
  fix: { zh: '没有说明取得数据的条件：请填写 license 或 shareCondition。', en: 'On what terms one may have it is not stated: fill in license or shareCondition.' },
};

/** 可访问性: whether who needs the data can get at them. Judged as written: no address is tried. */
export const ACCESSIBILITY_36344: Gbt36344Dimension<'ACCESSIBILITY'> = {
  code: 'ACCESSIBILITY',
  name: { zh: '可访问性', en: 'Accessibility' },
  checks: { DATASET: [ADDRESS, PAGE, READABLE, TERMS], DATA_SERIES: [PAGE], DATA_SERVICE: [ADDRESS, PAGE, READABLE, TERMS] },
  well: { zh: '可以按所写的地址和条件取得数据。', en: 'The data can be had at the addresses and on the terms stated.' },
  unknown: { zh: '没有可判断的内容。', en: 'It says nothing that could be judged.' },
};
