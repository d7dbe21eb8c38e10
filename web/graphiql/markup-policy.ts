/** Elements of descriptions in Markdown, and of the editor's own. None of them runs anything. */
const HARMLESS = /^<\/?(?:p|br|hr|em|strong|code|pre|ul|ol|li|blockquote|h[1-6]|span|s|table|thead|tbody|tr|th|td)>$|^<a href="https?:\/\/[^"<>]*">$|^<\/a>$|^<(?:ol start="\d+"|code class="language-[\w-]+")>$/;

/** The text of markup that may be more than harmless, else the markup. */
export const harmless = (markup: string): string =>
  (markup.match(/<[^>]*>?/g) ?? []).every((tag) => HARMLESS.test(tag)) ? markup : markup.replace(/[&<>]/g, (character) => `&#${String(character.charCodeAt(0))};`);

interface PolicyFactory {
  createPolicy(name: string, rules: { readonly createHTML: (markup: string) => string }): unknown;
}

/** GraphiQL sets descriptions as markup. Whatever it sets passes here: the page's policy takes no other. */
export function guardMarkup(): void {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: PolicyFactory };
  trustedTypes?.createPolicy('default', { createHTML: harmless });
}
