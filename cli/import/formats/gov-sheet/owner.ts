import { usccProblem } from '../../../../schema/uscc.js';
import type { MappedRecord } from '../../mapping/mapping.js';
import type { CellReader } from './cell-reader.js';

/** A unified social credit code has 18 characters; older and internal codes have others and are no more than identifiers. */
export const USCC_LENGTH = 18;

/** Who provides the resource: the id of a record that the catalog has, or an organization made from the sheet. */
export function readOwner(cells: CellReader, system: string): { readonly id?: string; readonly owner: MappedRecord | undefined } {
  const id = cells.text('提供方标识');
  if (id !== undefined) return { id, owner: undefined };
  const name = cells.required('信息资源提供方', 'the name of the office that provides it');
  const code = cells.text('提供方代码')?.toUpperCase();
  if (name === undefined) return { owner: undefined };
  const uscc = code?.length === USCC_LENGTH ? code : undefined;
  const problem = uscc === undefined ? null : usccProblem(uscc);
  if (problem !== null) cells.report('提供方代码', uscc, 'USCC', problem);
  const identifier = code ?? name;
  return {
    owner: {
      identifier,
      record: { kind: 'ORGANIZATION', titles: [{ lang: 'zh', text: name }], ...(uscc !== undefined && { uscc }), sources: [{ system: `${system}/owners`, identifier }] },
    },
  };
}
