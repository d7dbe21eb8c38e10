import { simplified } from './simplified.js';

/**
 * The form in which texts are compared: compatibility forms unified (full-width `ＰＭ２．５` is `pm2.5`), lower case,
 * Traditional characters as Simplified ones. Index and query go through it alike.
 */
export function foldText(text: string): string {
  return simplified(text.normalize('NFKC').toLowerCase());
}
