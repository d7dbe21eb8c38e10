import type { DirectiveNode } from 'graphql';

/** What was left out of a selection because a node lacks it: where null and an error stand in its answer. */
export interface Gaps {
  readonly missing: readonly Gap[];
  /** Gaps inside of fields that are there, by response key. */
  readonly inside: ReadonlyMap<string, readonly InnerGaps[]>;
}

export interface Gap {
  readonly key: string;
  /** Name of the field. */
  readonly field: string;
  /** Concrete types on which it was asked for. */
  readonly onTypes: ReadonlySet<string>;
  /** `@skip` and `@include` of the field and of the fragments around it. */
  readonly directives: readonly DirectiveNode[];
}

export interface InnerGaps {
  readonly onTypes: ReadonlySet<string>;
  readonly gaps: Gaps;
}

/** Response key of what is asked in place of a selection of which nothing is left. */
export const FILLER_KEY = '__partitionFiller';
