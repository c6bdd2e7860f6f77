/** A pattern of LIKE for what contains these very characters; null where there is nothing to look for. */
export function containing(words: string): string | null {
  const text = words.trim();
  return text === '' ? null : `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}
