/** A highlighted fragment: found words stand between U+E000 and U+E001. */
export function Marked({ text }: { readonly text: string }) {
  return <>{text.split(/(\uE000[^\uE001]*\uE001)/).map((piece, index) => (piece.startsWith('\uE000') ? <mark key={index}>{piece.slice(1, -1)}</mark> : piece))}</>;
}
