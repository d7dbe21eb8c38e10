/** The files of docs/examples/queries, in the order of their names; `bundle.js` puts them in. */
declare module 'ucat:examples' {
  const examples: readonly { readonly name: string; readonly text: string }[];
  export default examples;
}
