import { DATASET_AND_SERVICE, DATASET_ONLY, type Metric } from '../metric.js';
import { isGiven } from '../described-record.js';
import { isPublicAddress } from '../public-address.js';

/** Can the data be had? 100 points. Judged by the addresses as they are written: none is tried. */
export const ACCESSIBILITY: readonly Metric[] = [
  {
    code: 'ACCESS_URL',
    points: 50,
    kinds: DATASET_AND_SERVICE,
    effort: 2,
    isMet: ({ distributions, endpointURL }) => isPublicAddress(endpointURL) || (distributions ?? []).some(({ accessURL }) => isPublicAddress(accessURL)),
    name: { zh: '访问地址', en: 'Access address' },
    met: { zh: '有公网可用形式的访问地址（仅按写法判断，未实际访问）。', en: 'There is an access address of a form that works on the public internet (judged as written, not tried).' },
    unmet: {
      zh: '没有人人可用的访问地址：请在 distributions 的 accessURL（服务为 endpointURL）填写 http、https 或 ftp 地址，不用内网或示例地址。',
      en: 'There is no access address that works for everybody: give a distribution an accessURL (a service its endpointURL) with http, https or ftp, of no private network and no placeholder.',
    },
  },
  {
    code: 'DOWNLOAD_URL',
    points: 20,
    kinds: DATASET_ONLY,
    effort: 3,
    isMet: ({ distributions }) => (distributions ?? []).some(({ downloadURL }) => isGiven(downloadURL)),
    name: { zh: '下载地址', en: 'Download address' },
    met: { zh: '已填写下载地址。', en: 'A download address is given.' },
    unmet: { zh: '没有下载地址：数据有文件时，请填写 distributions 的 downloadURL。', en: 'There is no download address: where the data are a file, give its distribution a downloadURL.' },
  },
  {
    code: 'DOWNLOAD_URL_USABLE',
    points: 30,
    kinds: DATASET_ONLY,
    effort: 3,
    isMet: ({ distributions }) => (distributions ?? []).some(({ downloadURL }) => isPublicAddress(downloadURL)),
    name: { zh: '下载地址可用', en: 'Usable download address' },
    met: { zh: '下载地址是公网可用的形式（仅按写法判断，未实际访问）。', en: 'A download address is of a form that works on the public internet (judged as written, not tried).' },
    unmet: {
      zh: '没有人人可用的下载地址：数据有文件时，请在 downloadURL 填写直接得到文件的 http、https 或 ftp 地址，不用内网或示例地址。',
      en: 'There is no download address that works for everybody: where the data are a file, give its downloadURL with http, https or ftp, of no private network and no placeholder.',
    },
  },
];
