import type { Reminder } from '../../../contracts/reminders.ts';
import { reminderWords as words } from '../../words/reminders.ts';

const dueOf = (day: string | undefined): string => (day === undefined ? '' : words.dueOn(day));

/** What a reminder says. */
export function reminderText({ kind, projectName, facts, by }: Reminder): string {
  const until = facts.until === undefined ? '' : words.until(facts.until);
  switch (kind) {
    case 'report-due':
      return words.reportDue(projectName, facts.missing ?? 1, by);
    case 'funds-due':
      return words.fundsDue(projectName, facts.missing ?? 1, by);
    case 'inspection-found':
      return words.found(projectName, facts.found ?? '', by) + until;
    case 'inspection-due':
      return words.rectify(projectName, facts.found ?? '', by) + until;
    case 'approval-urged':
      return words.approvalUrged(projectName, facts.step ?? '', by);
    case 'approval-soon':
      return words.approvalSoon(projectName, facts.step ?? '', facts.until ?? '');
    case 'approval-overdue':
      return words.approvalOverdue(projectName, facts.step ?? '', facts.until ?? '');
    case 'approval-passed':
      return words.approvalPassed(projectName, facts.step ?? '');
    case 'approval-superseded':
      return words.approvalSuperseded(projectName, facts.step ?? '', by);
    case 'instruction-given':
      return words.instructed(projectName, facts.found ?? '', by) + dueOf(facts.until);
    case 'instruction-due':
      return words.instructionDue(projectName, facts.found ?? '', by) + dueOf(facts.until);
    case 'instruction-answered':
      return words.instructionAnswered(projectName, facts.found ?? '', by);
  }
}

const pages = {
  'report-due': '/admin/reports',
  'funds-due': '/admin/funds-reports',
  'inspection-found': '/admin/inspections',
  'inspection-due': '/admin/inspections',
  'approval-urged': '/admin/approvals',
  'approval-soon': '/admin/approvals',
  'approval-overdue': '/admin/approvals',
  'approval-passed': '/admin/approvals',
  'approval-superseded': '/admin/approvals',
  'instruction-given': '/admin/instructions',
  'instruction-due': '/admin/instructions',
  'instruction-answered': '/admin/instructions',
} as const satisfies Record<Reminder['kind'], string>;
/** Where what it asks for is done. */
export const reminderPage = ({ kind, facts }: Pick<Reminder, 'kind' | 'facts'>): string =>
  facts.approvalId === undefined ? pages[kind] : `${pages[kind]}/${facts.approvalId}`;

/** As a badge says it: beyond two digits nobody counts. */
export const badgeText = (unread: number): string => (unread > 99 ? '99+' : String(unread));
