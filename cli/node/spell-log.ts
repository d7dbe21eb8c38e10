import type { MovedLog } from '../../subgraphs/catalog/transfer/node-file.js';

/** A log in one line, so that two of them can be compared by eye or by `diff`. */
export const spellLog = ({ authority, head, live, leafHash }: MovedLog): string => `${authority}  head ${String(head)}  live ${String(live)}  ${leafHash || 'empty'}`;
