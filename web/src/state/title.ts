let told: string | null = null;

/** Names the page that is drawn. */
export function tellTitle(title: string): string {
  told = title;
  return title;
}

/** The name of the page that was drawn; null of one that has none yet. */
export const toldTitle = (): string | null => told;

/** Forgets it, between one reader's page and the next one's. */
export function forgetTitle(): void {
  told = null;
}
