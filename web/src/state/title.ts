let told = '';

/** Names the page that is drawn. */
export const tellTitle = (title: string): string => (told = title);

/** The name of the page that was drawn last. */
export const toldTitle = (): string => told;
