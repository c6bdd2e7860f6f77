import type { ApprovalParty, ApprovalRow } from '../../../contracts/approvalCases.ts';
import type { ApprovalActKind, ApprovalState } from '../../../contracts/approvals.ts';
import type { Instant } from '../../../contracts/glossary.ts';
import { roleNames } from '../../../contracts/permissions.ts';
import { DAY_MS, dayNumber } from '../../format/time.ts';
import { approvalWords as words } from '../../words/approvals.ts';
import type { TagTone } from '../parts/TagMark.vue';

export const stateTones: Readonly<Record<ApprovalState, TagTone>> = {
  open: 'chosen',
  returned: 'draft',
  approved: 'ok',
  withdrawn: 'plain',
  superseded: 'plain',
};

/** A person by name, a post by what it is called. */
export const partyText = ({ name, role }: ApprovalParty): string =>
  name ?? (role === null ? '' : words.holders(roleNames[role]));
export const partiesText = (parties: readonly ApprovalParty[]): string => parties.map(partyText).join('、');

/** How far off the end of a term is, in days; null where none runs. Terms end with a day: that day is the last. */
export function dueMark(
  { dueAt }: Pick<ApprovalRow, 'dueAt'>,
  now: Instant,
): { readonly word: string; readonly tone: TagTone } | null {
  if (dueAt === null) return null;
  if (now >= dueAt) return { word: words.overdue(Math.floor((now - dueAt) / DAY_MS)), tone: 'bad' };
  const left = dayNumber(dueAt - 1) - dayNumber(now);
  return { word: words.dueIn(left), tone: left <= 1 ? 'draft' : 'plain' };
}

/** Working days with one decimal: a whole day is 24 hours of time on working days. */
export const workedDaysText = (ms: number): string => (ms / DAY_MS).toFixed(1);

/** Acts whose opinion is no choice. */
export const opinionMust = (act: ApprovalActKind): boolean => act === 'return' || act === 'advise';
/** Acts that the page shows as its main ones; the rest stand behind them. */
export const mainActs: readonly ApprovalActKind[] = ['approve', 'advise', 'resubmit', 'return'];
export const graveActs: readonly ApprovalActKind[] = ['return', 'withdraw', 'remove'];
/** Acts that ask for a person. */
export const asksPerson = (act: ApprovalActKind): boolean => act === 'add' || act === 'hand-over' || act === 'delegate';
