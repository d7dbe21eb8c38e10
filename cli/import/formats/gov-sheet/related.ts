import type { RecordInput } from '../../../../schema/generated/catalog.js';
import { readList } from '../../../../schema/formats/gov-sheet/cells.js';
import { parseId } from '../../../../schema/ids.js';
import type { RecordKind } from '../../../../schema/generated/common.js';
import type { GovHeading } from '../../../../schema/formats/gov-sheet/columns.js';
import type { CellReader } from './cell-reader.js';

/** Records that this one is linked to, by their ids. */
export function readRelated(cells: CellReader): Pick<RecordInput, 'derivedFrom' | 'conformsTo' | 'series'> {
  const [series] = ids(cells, '所属系列', 'DATA_SERIES');
  return {
    derivedFrom: ids(cells, '关联资源代码', 'DATASET'),
    conformsTo: ids(cells, '遵循标准', 'STANDARD'),
    ...(series !== undefined && { series }),
  };
}

function ids(cells: CellReader, heading: GovHeading, kind: RecordKind): readonly string[] {
  const found = readList(cells.text(heading));
  for (const id of found) {
    const parsed = parseId(id);
    if (!parsed.ok) cells.report(heading, id, parsed.rule, `${parsed.problem} A record is linked by the id that the catalog gave it.`);
    else if (parsed.kind !== kind) cells.report(heading, id, 'ID_KIND', `Expected the id of a record of kind ${kind} but got one of kind ${parsed.kind}.`);
  }
  return found;
}
