import type { Instant } from '../../contracts/glossary.ts';
import { dateText } from '../format/time.ts';

export const yearOf = (now: Instant): number => Number(dateText(now).slice(0, 4));

/** Years to choose from: next year, whose budget is declared in this one, down to three years back; and the chosen one. */
export function yearsAround(year: number, chosen: number | null): number[] {
  const years = [1, 0, -1, -2, -3].map((more) => year + more);
  return chosen === null || years.includes(chosen) ? years : [...years, chosen].sort((a, b) => b - a);
}
