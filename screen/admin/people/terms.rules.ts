import type { Instant } from '../../../contracts/glossary.ts';
import type { Loan } from '../../../contracts/loans.ts';
import type { Post } from '../../../contracts/organisation.ts';
import { roleNames } from '../../../contracts/permissions.ts';
import { DAY_MS, dateText } from '../../format/time.ts';
import { peopleWords as words } from '../../words/people.ts';

/** The beginning of a day as a date field gives it, in Shanghai. */
export const dayStart = (day: string): Instant => Date.parse(`${day}T00:00:00+08:00`);
/** Its end: what lasts until a day lasts all of it. */
export const dayEnd = (day: string): Instant => dayStart(day) + DAY_MS;
/** The last day of what ends at an instant. */
export const lastDay = (until: Instant): string => dateText(until - 1);

export const termText = (fromAt: Instant, untilAt: Instant | null): string =>
  words.term(dateText(fromAt), untilAt === null ? words.always : lastDay(untilAt));

/** 街道　红山街道办事处(代李四) */
export const postName = ({ role, organisationName, lentBy }: Pick<Post, 'role' | 'organisationName' | 'lentBy'>) =>
  `${roleNames[role]}　${organisationName}${lentBy === null ? '' : `（${words.lentBy(lentBy)}）`}`;

export type LoanState = 'coming' | 'running' | 'over';
export function loanState({ fromAt, untilAt, endedAt }: Loan, now: Instant): LoanState {
  if (endedAt !== null || untilAt <= now) return 'over';
  return fromAt > now ? 'coming' : 'running';
}
