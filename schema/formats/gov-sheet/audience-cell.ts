import { isAuthorityCode } from '../../ids.js';
import type { AudienceWord } from '../../audience.js';

/** What is written for an audience, and near words. A cell that is blank says nothing: a record stays as it was. */
const WORDS: Readonly<Record<Exclude<AudienceWord, 'NAMED'>, readonly string[]>> = {
  PUBLIC: ['所有人', '公开', '公众', '社会公众', '全社会', '不限'],
  MEMBER: ['各成员单位', '成员单位', '所有成员', '各部门', '全部部门', '各政务部门', '政务部门'],
  OWNER: ['本单位', '仅本单位', '本部门', '内部'],
};
const NAMED = '指定单位';
const NAMED_BEFORE = new RegExp(`^(?:${NAMED}|指定部门|指定)[:：]`);

export interface CellAudience {
  readonly audience: AudienceWord;
  readonly named?: readonly string[];
}

/** For a message: the words that are understood. */
export const AUDIENCE_WORDS = `${[WORDS.PUBLIC, WORDS.MEMBER, WORDS.OWNER].map(([first]) => String(first)).join('、')} or ${NAMED}：330000、MEE`;

/** 受众 in a cell: a word, or the codes of those who may know of it. Undefined where it is neither, for then nobody knows who is meant. */
export function readAudience(text: string): CellAudience | undefined {
  const plain = text.normalize('NFKC').trim();
  for (const [audience, words] of Object.entries(WORDS)) {
    if (plain.toUpperCase() === audience || words.includes(plain)) return { audience: audience as AudienceWord };
  }
  const codes = plain.replace(NAMED_BEFORE, '').split(/[、,;\s]+/).filter((code) => code !== '');
  return codes.length > 0 && codes.every(isAuthorityCode) ? { audience: 'NAMED', named: codes } : undefined;
}

/** Nothing of a public record. */
export function writeAudience({ audience, named = [] }: { readonly audience?: AudienceWord; readonly named?: readonly string[] }): string | undefined {
  if (audience === undefined || audience === 'PUBLIC') return undefined;
  return audience === 'NAMED' ? `${NAMED}：${named.join('、')}` : WORDS[audience][0];
}
