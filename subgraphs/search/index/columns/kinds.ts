import { KIND_CODES } from '../../../../schema/ids.js';
import type { RecordKind } from '../../../../schema/generated/common.js';

/** The kinds in the order of their numbers in columns. */
export const KINDS = Object.keys(KIND_CODES) as readonly RecordKind[];
