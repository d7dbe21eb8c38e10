declare module 'opencc-js/dict/TSCharacters' {
  /** Pairs of characters, `from to`, with bars between them. */
  const characters: string;
  export = characters;
}
