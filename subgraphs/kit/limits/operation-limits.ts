/** What one operation may have at most. */
export interface OperationLimits {
  /** Tokens of the GraphQL text. */
  readonly tokens: number;
  /** Levels of fields. */
  readonly depth: number;
  /** Fields, fragments put in. */
  readonly fields: number;
  /** Fields at the top. */
  readonly rootFields: number;
  readonly aliases: number;
  readonly directives: number;
  /** Values in its variables: texts, numbers, words, lists and objects. */
  readonly variables: number;
}

/** Levels of lists and objects in variables: the schema's own inputs need 4. */
export const VARIABLES_DEPTH = 16;

/**
 * What a service that the gateway asks takes: the gateway joins the questions of many clients into one request, under
 * names of its own, so breadth is not limited there as it is for clients.
 */
export const SERVICE_LIMITS: OperationLimits = Object.freeze({ tokens: 100_000, depth: 32, fields: 100_000, rootFields: 10_000, aliases: 50_000, directives: 10_000, variables: 2_000_000 });
