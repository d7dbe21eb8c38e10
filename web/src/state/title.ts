export interface ToldPage {
  /** Null of a page that has none yet. */
  readonly title: string | null;
  /** Whether it says that there is nothing at its address. */
  readonly isMissing: boolean;
}

const NOTHING: ToldPage = { title: null, isMissing: false };
let told = NOTHING;

/** Names the page that is drawn. */
export function tellTitle(title: string, isMissing = false): string {
  told = { title, isMissing };
  return title;
}

/** What the page that was drawn says of itself. */
export const toldPage = (): ToldPage => told;

/** Forgets it, between one reader's page and the next one's. */
export function forgetPage(): void {
  told = NOTHING;
}
