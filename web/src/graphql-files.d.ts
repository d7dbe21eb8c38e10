declare module '*.graphql' {
  /** The operation's text. */
  const text: string;
  export default text;
}
