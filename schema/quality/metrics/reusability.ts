import { isGiven, type DescribedRecord } from '../described-record.js';
import { isKnownLicense } from '../licenses.js';
import { DATASET_AND_SERVICE, EVERY_KIND, type Metric } from '../metric.js';

const anyLicense = (test: (license: string | undefined) => boolean) => ({ license, distributions }: DescribedRecord): boolean =>
  test(license) || (distributions ?? []).some((distribution) => test(distribution.license));

/** May one use it, and whom does one ask? 75 points. */
export const REUSABILITY: readonly Metric[] = [
  {
    code: 'LICENSE',
    points: 20,
    kinds: DATASET_AND_SERVICE,
    effort: 2,
    isMet: anyLicense(isGiven),
    name: { zh: '许可', en: 'Licence' },
    met: { zh: '已填写许可。', en: 'A licence is stated.' },
    unmet: { zh: '没有许可：请填写 license，说明他人可以怎样使用。', en: 'No licence is stated: fill in license, so that others know what they may do.' },
  },
  {
    code: 'LICENSE_VOCABULARY',
    points: 10,
    kinds: DATASET_AND_SERVICE,
    effort: 2,
    isMet: anyLicense(isKnownLicense),
    name: { zh: '许可用语规范', en: 'Licence from a vocabulary' },
    met: { zh: '许可使用了规范的标识。', en: 'The licence is named by an identifier that programs know.' },
    unmet: { zh: '许可没有使用规范的标识：请用 SPDX 标识（如 CC-BY-4.0）或许可协议的官方地址。', en: 'No licence is named by an identifier that programs know: write its SPDX identifier, such as CC-BY-4.0, or its keeper’s address.' },
  },
  {
    code: 'ACCESS_RIGHTS',
    points: 10,
    kinds: DATASET_AND_SERVICE,
    effort: 1,
    isMet: ({ openness }) => isGiven(openness),
    name: { zh: '开放属性', en: 'Access rights' },
    met: { zh: '已说明是否向社会开放。', en: 'Whether the public may have it is stated.' },
    unmet: { zh: '没有开放属性：请填写 openness。', en: 'Whether the public may have it is not stated: fill in openness.' },
  },
  {
    code: 'ACCESS_RIGHTS_VOCABULARY',
    points: 5,
    kinds: DATASET_AND_SERVICE,
    effort: 1,
    isMet: ({ shareType }) => isGiven(shareType),
    name: { zh: '共享属性', en: 'Access rights from a vocabulary' },
    met: { zh: '已按《政务信息资源目录编制指南》说明共享类型。', en: 'How offices may share it is stated in the words of the 政务信息资源目录编制指南.' },
    unmet: { zh: '没有共享类型：请填写 shareType（无条件共享、有条件共享或不予共享）。', en: 'How offices may share it is not stated: fill in shareType.' },
  },
  {
    code: 'CONTACT',
    points: 20,
    kinds: EVERY_KIND,
    effort: 1,
    isMet: ({ landingPage }) => isGiven(landingPage),
    name: { zh: '联系与说明页面', en: 'Page to turn to' },
    met: { zh: '有供人查阅、联系的页面。', en: 'There is a page for people to turn to.' },
    unmet: { zh: '没有供人查阅、联系的页面：请填写 landingPage。', en: 'There is no page for people to turn to: fill in landingPage.' },
  },
  {
    code: 'PUBLISHER',
    points: 10,
    kinds: EVERY_KIND,
    effort: 2,
    isMet: ({ owner }) => isGiven(owner),
    name: { zh: '提供方', en: 'Publisher' },
    met: { zh: '已填写提供方。', en: 'Its provider is stated.' },
    unmet: { zh: '没有提供方：请在 owner 填写提供机构的标识。', en: 'No provider is stated: fill in owner with the organization’s id.' },
  },
];
