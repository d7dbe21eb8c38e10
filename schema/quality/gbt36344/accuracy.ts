import { dateInterval } from '../../date-interval.js';
import { isGiven } from '../described-record.js';
import { isPublicAddress } from '../public-address.js';
import { forEveryKind, holds, shareOf, type Check, type Gbt36344Dimension, type JudgedAt } from './check.js';

/** What people write where they have nothing to say, as the whole of a text. */
const PLACEHOLDER = /^(?:无|暂无|没有|待补充|待定|待填写?|未知|不详|测试.{0,4}|示例|略|同上|tbd|todo|n\/?a|none|null|test|unknown|example|xxx+|[-—.。?？*0\s]+)$/i;
const SHORTEST_DESCRIPTION = 10;

/** A moment that has not come is a slip of the hand. The day judged on may be another one where the record was written. */
const ONE_DAY = 86_400_000;
const isPast = (date: string, at: JudgedAt): boolean => {
  const interval = dateInterval(date);
  return interval !== null && interval.start <= at + ONE_DAY;
};
const pastDate = (date: string | undefined, at: JudgedAt): number | null => (isGiven(date) ? holds(isPast(date as string, at)) : null);

const checks: readonly Check[] = [
  {
    weight: 3,
    share: ({ titles, descriptions, keywords }) => shareOf([...titles.map(({ text }) => text), ...(descriptions ?? []).map(({ text }) => text), ...(keywords ?? [])], (text) => !PLACEHOLDER.test(text.trim())),
    fix: { zh: '有的文字只是占位（如“无”“待补充”）：请写明，或留空。', en: 'Some texts only hold a place (such as 无 or TBD): say something, or leave the field out.' },
  },
  {
    weight: 3,
    share: ({ titles, descriptions }) => shareOf(descriptions, ({ text }) => text.trim().length >= SHORTEST_DESCRIPTION && !titles.some((title) => title.text.trim() === text.trim())),
    fix: { zh: '摘要过短或与名称相同：请说明数据的内容、范围和用途。', en: 'A description is very short or the same as the title: say what the data contain, cover and are for.' },
  },
  {
    weight: 1,
    share: ({ keywords }) => (isGiven(keywords) ? new Set(keywords?.map((keyword) => keyword.trim().toLowerCase())).size / (keywords as readonly string[]).length : null),
    fix: { zh: '有重复的关键字：请去掉重复。', en: 'Some keywords occur twice: keep one of each.' },
  },
  {
    weight: 1,
    share: ({ issued }, at) => pastDate(issued, at),
    fix: { zh: '发布日期在将来或无法识别：请更正 issued。', en: 'The date of issue lies ahead or can not be read: correct issued.' },
  },
  {
    weight: 1,
    share: ({ modified }, at) => pastDate(modified, at),
    fix: { zh: '更新日期在将来或无法识别：请更正 modified。', en: 'The date of the last change lies ahead or can not be read: correct modified.' },
  },
  {
    weight: 2,
    share: ({ distributions, endpointURL, landingPage }) =>
      shareOf([...(distributions ?? []).flatMap(({ accessURL, downloadURL }) => [accessURL, downloadURL]), endpointURL, landingPage].filter((address) => isGiven(address)), (address) => isPublicAddress(address) || (address as string).startsWith('s3://')),
    fix: { zh: '有的地址只能在内网使用或是示例地址：请改为公网地址。', en: 'Some addresses are of a private network or only examples: give ones that work for everybody.' },
  },
];

/** 准确性: whether what the record says can be right. */
export const ACCURACY: Gbt36344Dimension<'ACCURACY'> = {
  code: 'ACCURACY',
  name: { zh: '准确性', en: 'Accuracy' },
  checks: forEveryKind(checks),
  well: { zh: '没有发现明显不准确的内容。', en: 'Nothing in it is plainly wrong.' },
  unknown: { zh: '没有可判断的内容。', en: 'It says nothing that could be judged.' },
};
