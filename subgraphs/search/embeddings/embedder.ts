/** What a text is embedded as: some models tell what is asked from what is found. */
export type TextPurpose = 'QUERY' | 'PASSAGE';

/** Turns texts into vectors of what they mean. */
export interface Embedder {
  /** Name that vectors of records are kept under: those of two models can't be compared. */
  readonly model: string;
  /**
   * A vector of length 1 for each text, in their order, all of one dimension. Rejects with `TextsRefused` where the model
   * will not have one of the texts, else where there is no such answer by now.
   */
  embed(texts: readonly string[], purpose: TextPurpose, signal: AbortSignal): Promise<readonly Float32Array[]>;
  close(): Promise<void>;
}

/** One of the texts can't be embedded, however often it is asked. */
export class TextsRefused extends Error {
  override readonly name = 'TextsRefused';
}
