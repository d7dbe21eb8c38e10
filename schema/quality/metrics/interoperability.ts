import { isGiven, type DescribedDistribution, type DescribedRecord } from '../described-record.js';
import { formatTraits, mediaTypeTraits, type FormatTraits } from '../file-formats.js';
import { DATASET_AND_SERVICE, DATASET_ONLY, EVERY_KIND, type Metric } from '../metric.js';

const anyDistribution = (test: (distribution: DescribedDistribution) => boolean) => ({ distributions }: DescribedRecord): boolean => (distributions ?? []).some(test);

/** A format that its name or its media type tells of: either may say it. */
const anyFormat = (trait: (traits: FormatTraits) => boolean) =>
  anyDistribution(({ format, mediaType }) => [formatTraits(format), mediaTypeTraits(mediaType)].some((traits) => traits !== undefined && trait(traits)));

const isMachineReadable = anyFormat(({ machineReadable }) => machineReadable);
const isNonProprietary = anyFormat(({ nonProprietary }) => nonProprietary);

/** What DCAT-AP 3.0.1 makes mandatory of each kind. */
function keepsToDcatAp({ kind, titles, descriptions, distributions, endpointURL }: DescribedRecord): boolean {
  if (!isGiven(titles)) return false;
  if (kind === 'DATA_SERVICE') return isGiven(endpointURL);
  return isGiven(descriptions) && (distributions ?? []).every(({ accessURL }) => isGiven(accessURL));
}

/** Can programs work with it, beside other data? 110 points. */
export const INTEROPERABILITY: readonly Metric[] = [
  {
    code: 'FORMAT',
    points: 20,
    kinds: DATASET_ONLY,
    effort: 1,
    isMet: anyDistribution(({ format }) => isGiven(format)),
    name: { zh: '格式', en: 'Format' },
    met: { zh: '已填写数据格式。', en: 'The format is stated.' },
    unmet: { zh: '没有数据格式：请填写 distributions 的 format，如 CSV。', en: 'No format is stated: give each distribution its format, such as CSV.' },
  },
  {
    code: 'MEDIA_TYPE',
    points: 10,
    kinds: DATASET_ONLY,
    effort: 1,
    isMet: anyDistribution(({ mediaType }) => isGiven(mediaType)),
    name: { zh: '媒体类型', en: 'Media type' },
    met: { zh: '已填写媒体类型。', en: 'The media type is stated.' },
    unmet: { zh: '没有媒体类型：请填写 distributions 的 mediaType，如 text/csv。', en: 'No media type is stated: give each distribution its mediaType, such as text/csv.' },
  },
  {
    code: 'FORMAT_VOCABULARY',
    points: 10,
    kinds: DATASET_ONLY,
    effort: 1,
    isMet: anyFormat(() => true),
    name: { zh: '格式用语规范', en: 'Format from a vocabulary' },
    met: { zh: '格式或媒体类型使用了规范的名称。', en: 'A format or media type is one of the known names.' },
    unmet: { zh: '格式没有使用规范的名称：请用通用名称，如 CSV、XLSX、GeoJSON、API，或 IANA 媒体类型。', en: 'No format has a known name: write it as others do, such as CSV, XLSX, GeoJSON, API, or give its IANA media type.' },
  },
  {
    code: 'NON_PROPRIETARY',
    points: 20,
    kinds: DATASET_ONLY,
    effort: 3,
    isMet: isNonProprietary,
    name: { zh: '非专有格式', en: 'Non-proprietary format' },
    met: { zh: '有一种格式不依赖特定厂商的软件。', en: 'One format needs no single vendor’s software.' },
    unmet: { zh: '没有已知的非专有格式：请同时提供 CSV、JSON、XML 等开放格式，或接口。', en: 'No format is known to be non-proprietary: offer an open one too, such as CSV, JSON or XML, or an API.' },
  },
  {
    code: 'MACHINE_READABLE',
    points: 20,
    kinds: DATASET_AND_SERVICE,
    effort: 3,
    isMet: (record) => (record.kind === 'DATA_SERVICE' ? isGiven(record.endpointDescription) : isMachineReadable(record)),
    name: { zh: '机器可读', en: 'Machine-readable' },
    met: { zh: '程序可以直接读取。', en: 'Programs can read it.' },
    unmet: {
      zh: '没有已知的机器可读形式：数据集请提供 CSV、XLSX、JSON 等格式，服务请填写 endpointDescription（如 OpenAPI 文档地址）。',
      en: 'No form is known to be machine-readable: offer a dataset as CSV, XLSX, JSON or the like; give a service an endpointDescription, such as its OpenAPI document.',
    },
  },
  {
    code: 'DCAT_AP',
    points: 30,
    kinds: EVERY_KIND,
    effort: 2,
    isMet: keepsToDcatAp,
    name: { zh: '符合 DCAT-AP', en: 'DCAT-AP compliance' },
    met: { zh: '具备 DCAT-AP 3.0.1 的必填项。', en: 'It has what DCAT-AP 3.0.1 makes mandatory.' },
    unmet: {
      zh: '缺少 DCAT-AP 3.0.1 的必填项：请填写名称、摘要及每个 distributions 的 accessURL；服务请填写 endpointURL。',
      en: 'Something that DCAT-AP 3.0.1 makes mandatory is missing: give a title, a description and each distribution an accessURL; a service its endpointURL.',
    },
  },
];
