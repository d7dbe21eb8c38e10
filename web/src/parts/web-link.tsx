import type { ComponentChildren } from 'preact';

/** Whether a browser can go there: any other scheme could run what a record says. */
export const isWeb = (url: string): boolean => URL.canParse(url) && ['http:', 'https:'].includes(new URL(url).protocol);

/** A link out of the catalog; the bare text where the address is not one for a browser. */
export function WebLink({ href, children }: { readonly href: string; readonly children?: ComponentChildren }) {
  if (!isWeb(href)) return <span class="address">{children ?? href}</span>;
  return (
    <a href={href} rel="noopener noreferrer" class="address">
      {children ?? href}
    </a>
  );
}

export const recordPath = (id: string): string => `/id/${encodeURIComponent(id)}`;
export const authorityPath = (code: string): string => `/authority/${encodeURIComponent(code)}`;
