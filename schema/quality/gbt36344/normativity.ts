import { isGiven } from '../described-record.js';
import { formatTraits, mediaTypeTraits } from '../file-formats.js';
import { isKnownLicense } from '../licenses.js';
import { forEveryKind, holds, shareOf, type Check, type Gbt36344Dimension } from './check.js';

const REGION = /^(?:10|1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12])\d{4}$/;
const BCP_47 = /^[a-z]{2,3}(?:-[A-Za-z0-9]{1,8})*$/;

const checks: readonly Check[] = [
  {
    weight: 3,
    share: ({ kind, conformsTo }) => (kind === 'DATA_SERIES' ? null : holds(isGiven(conformsTo))),
    fix: { zh: '没有说明遵循的标准：请在 conformsTo 填写。', en: 'No standard that it keeps to is named: fill in conformsTo.' },
  },
  {
    weight: 3,
    share: ({ distributions }) => shareOf(distributions, ({ format, mediaType }) => formatTraits(format) !== undefined || mediaTypeTraits(mediaType) !== undefined),
    fix: { zh: '有的分发没有规范的格式名称：请用通用名称或 IANA 媒体类型。', en: 'Some distributions have no known format: write its common name or IANA media type.' },
  },
  {
    weight: 2,
    share: ({ license }) => (isGiven(license) ? holds(isKnownLicense(license)) : null),
    fix: { zh: '许可没有使用规范的标识：请用 SPDX 标识或官方地址。', en: 'The licence is not named by an SPDX identifier or its keeper’s address.' },
  },
  {
    weight: 1,
    share: ({ region }) => (isGiven(region) ? holds(REGION.test(region as string)) : null),
    fix: { zh: '行政区划不是 GB/T 2260 代码：请更正 region。', en: 'The region is no GB/T 2260 code: correct region.' },
  },
  {
    weight: 1,
    share: ({ titles, descriptions }) => shareOf([...titles, ...(descriptions ?? [])], ({ lang }) => BCP_47.test(lang)),
    fix: { zh: '有的文字没有规范的语言标记：请用 zh、en 等 BCP 47 标记。', en: 'Some texts have no BCP 47 language tag such as zh or en.' },
  },
];

/** 规范性: how far the record keeps to standards and vocabularies. */
export const NORMATIVITY: Gbt36344Dimension<'NORMATIVITY'> = {
  code: 'NORMATIVITY',
  name: { zh: '规范性', en: 'Normativity' },
  checks: forEveryKind(checks),
  well: { zh: '使用了规范的代码和名称。', en: 'It uses standard codes and names.' },
  unknown: { zh: '没有可判断的内容。', en: 'It says nothing that could be judged.' },
};
