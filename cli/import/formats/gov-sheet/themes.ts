import { cellText } from '../../../../schema/formats/gov-sheet/cells.js';
import { CLASS_LEVELS } from '../../../../schema/formats/gov-sheet/columns.js';
import { THEMES } from '../../../../schema/formats/gov-sheet/words.js';
import type { CellReader } from './cell-reader.js';

/** The first level of every classification: what the resource is for, which is no theme. */
const LEVEL_ONE = /^(?:基础|主题|部门)(?:政务)?信息资源(?:类|目录)?$/;

/**
 * Themes of the national list that a classification names at any of its levels (`部门信息资源类/交通/公路`). Offices have
 * classes of their own below; their names become keywords, so that they are found, and where no theme is named it is 其他.
 */
export function readThemes(cells: CellReader): { readonly themes: readonly string[]; readonly keywords: readonly string[] } {
  const levels = [cells.text('信息资源分类'), ...CLASS_LEVELS.map((level) => cells.text(level))];
  if (levels.every((level) => level === undefined)) cells.missing('信息资源分类', `the theme, such as ${THEMES.words.slice(0, 3).join('、')}`);
  const words = levels.flatMap((level) => level?.split(/[/\\、，,；;>\n-]+/) ?? []).map(cellText).filter((word) => word !== undefined).filter((word) => !LEVEL_ONE.test(word));
  const themes = new Set(words.map((word) => THEMES.read(word)).filter((theme) => theme !== undefined));
  const keywords = words.filter((word) => THEMES.read(word) === undefined);
  if (themes.size === 0) themes.add('other');
  return { themes: [...themes], keywords: [...new Set(keywords)] };
}
