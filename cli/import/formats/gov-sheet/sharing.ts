import type { RecordInput } from '../../../../schema/generated/catalog.js';
import type { Openness, ShareType } from '../../../../schema/generated/common.js';
import { KEPT_IN_CONDITION } from '../../../../schema/formats/gov-sheet/columns.js';
import { OPENNESS } from '../../../../schema/formats/gov-sheet/words.js';
import type { CellReader } from './cell-reader.js';

const YES = /^(?:是|yes|y|true|1|√|开放)$/i;
const NO = /^(?:否|no|n|false|0|×|x)$/i;

/**
 * Openness, and the condition. 共享方式 and 开放条件 have no fields of their own: each is a line of the condition, so that
 * whoever asks for the data reads it there.
 */
export function readSharing(cells: CellReader, shareType: ShareType | undefined): Pick<RecordInput, 'openness' | 'shareCondition'> {
  const condition = cells.text('共享条件');
  if (condition === undefined && (shareType === 'CONDITIONAL' || shareType === 'NOT_SHARED')) {
    cells.missing('共享条件', shareType === 'CONDITIONAL' ? '有条件共享 needs the condition' : '不予共享 needs the ground for it');
  }
  const kept = KEPT_IN_CONDITION.flatMap((heading) => {
    const text = cells.text(heading);
    return text === undefined ? [] : [`${heading}：${text}`];
  });
  const lines = [...(condition === undefined ? [] : [condition]), ...kept];
  const openness = readOpenness(cells);
  return { ...(openness !== undefined && { openness }), ...(lines.length > 0 && { shareCondition: lines.join('\n') }) };
}

/** 是 with a condition means open on application. */
function readOpenness(cells: CellReader): Openness | undefined {
  const text = cells.text('是否向社会开放');
  if (text === undefined) return cells.missing('是否向社会开放', '是 or 否');
  if (YES.test(text)) return cells.text('开放条件') === undefined ? 'OPEN' : 'CONDITIONAL';
  if (NO.test(text)) return 'CLOSED';
  return OPENNESS.read(text) ?? cells.report('是否向社会开放', text, 'VOCABULARY', `Expected 是、否 or one of ${OPENNESS.words.join('、')}.`);
}
