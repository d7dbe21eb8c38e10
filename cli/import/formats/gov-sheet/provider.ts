import { usccProblem } from '../../../../schema/uscc.js';
import type { Source } from '../../../../schema/formats/export-record.js';
import type { CellReader } from './cell-reader.js';
import { USCC_LENGTH } from './owner.js';

/** Who gave a resource its code, as the identifier of the resource begins; undefined where the sheet does not say it rightly. */
export function codedProvider(cells: CellReader): string | undefined {
  const code = cells.text('提供方代码')?.toUpperCase();
  if (code?.length === USCC_LENGTH && usccProblem(code) !== null) return undefined;
  return code === undefined ? namedProvider(cells) : unbroken(code);
}

/** Who provides a resource that is known by its name. */
export function namedProvider(cells: CellReader): string | undefined {
  const name = cells.text('信息资源提供方') ?? cells.text('提供方标识');
  return name === undefined ? undefined : unbroken(name);
}

/** The first slash of an identifier ends its provider. */
const unbroken = (name: string): string => name.replaceAll('/', '／');

/** What a sheet can be complete of: the resources of a provider. */
export const providerScope = ({ system, identifier }: Source): string => `${system} ${identifier.slice(0, identifier.indexOf('/') + 1)}`;
