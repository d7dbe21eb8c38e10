import type { RecordInput } from '../../../../schema/generated/catalog.js';
import type { RecordLink } from '../../../../schema/formats/dcat-ap/read/links.js';
import { readList } from '../../../../schema/formats/gov-sheet/cells.js';
import { parseId } from '../../../../schema/ids.js';
import type { RecordKind } from '../../../../schema/generated/common.js';
import type { GovHeading } from '../../../../schema/formats/gov-sheet/columns.js';
import type { CellReader } from './cell-reader.js';
import { codedProvider } from './provider.js';

export interface Related {
  readonly record: Pick<RecordInput, 'derivedFrom' | 'conformsTo' | 'series'>;
  readonly links: readonly RecordLink[];
}

/** Records that this one is linked to: by their ids or, of 关联资源代码, by the codes of resources further up in the sheet. */
export function readRelated(cells: CellReader): Related {
  const codes = readList(cells.text('关联资源代码'));
  const provider = codedProvider(cells);
  const [series] = ids(cells, '所属系列', readList(cells.text('所属系列')), 'DATA_SERIES');
  return {
    record: {
      derivedFrom: ids(cells, '关联资源代码', codes.filter(isId), 'DATASET'),
      conformsTo: ids(cells, '遵循标准', readList(cells.text('遵循标准')), 'STANDARD'),
      ...(series !== undefined && { series }),
    },
    // A code is the same office's, else another's if only one has it.
    links: codes.filter((code) => !isId(code)).map((code) => ({ field: 'derivedFrom', to: `${provider ?? ''}/${code}`, orTo: code })),
  };
}

const isId = (code: string): boolean => parseId(code).ok;

function ids(cells: CellReader, heading: GovHeading, found: readonly string[], kind: RecordKind): readonly string[] {
  for (const id of found) {
    const parsed = parseId(id);
    if (!parsed.ok) cells.report(heading, id, parsed.rule, `${parsed.problem} A record is linked by the id that the catalog gave it.`);
    else if (parsed.kind !== kind) cells.report(heading, id, 'ID_KIND', `Expected the id of a record of kind ${kind} but got one of kind ${parsed.kind}.`);
  }
  return found;
}
