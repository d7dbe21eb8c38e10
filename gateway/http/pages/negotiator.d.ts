declare module 'negotiator' {
  /** Content negotiation (RFC 9110, 12.5) over a request's headers. */
  export default class Negotiator {
    constructor(request: { readonly headers: Readonly<Record<string, string | string[] | undefined>> });
    /** The type that is wanted most of those that there are. */
    mediaType(available: readonly string[]): string | undefined;
    /** The encodings that are taken of those that there are. */
    encodings(available: readonly string[]): readonly string[];
    language(available: readonly string[]): string | undefined;
  }
}
