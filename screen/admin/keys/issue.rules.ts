/** The end of a day chosen in a calendar, 2026-11-25, in Asia/Shanghai. */
export const endOfDay = (day: string): number => Date.parse(`${day}T00:00:00+08:00`) + 86_400_000;

/** A whole number of requests a minute that a key may have; null for anything else. */
export function wholePerMinute(text: string): number | null {
  const value = Number(text);
  return /^\d+$/.test(text.trim()) && value >= 1 && value <= 6000 ? value : null;
}
