/**
 * What people paste, made plain: full-width digits and dots (NFKC), the ideographic full stop, zero-width and
 * non-breaking characters. Nothing else is guessed: leading zeros stay and are refused later.
 */
export function normaliseText(text: string): string {
  return text
    .replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/g, '')
    .normalize('NFKC')
    .replaceAll('。', '.')
    .trim()
}
