/**
 * The form in which texts are compared: compatibility forms unified (full-width `ＰＭ２．５` is `pm2.5`), lower case.
 * Index and query go through it alike; folding of Traditional to Simplified characters belongs here too, because
 * nothing else decides which two spellings are the same word.
 */
export function foldText(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
