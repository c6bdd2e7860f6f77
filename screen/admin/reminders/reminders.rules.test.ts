import { expect, it } from 'vitest';
import { reminderKinds, type Reminder } from '../../../contracts/reminders.ts';
import { badgeText, reminderPage, reminderText } from './reminders.rules.ts';

const reminder: Reminder = {
  ...{ id: 1, kind: 'report-due', projectId: 'P-1', projectName: '红山路改造', facts: { missing: 3 } },
  ...{ by: '李四', at: 0, readAt: null },
};

it('a reminder says of which project, what is wanted and who asks', () => {
  expect(reminderText(reminder)).toBe('红山路改造欠报周报 3 周，请及时报送（李四催报）');
  expect(reminderText({ ...reminder, kind: 'funds-due', facts: { missing: 1 } })).toBe(
    '红山路改造欠报资金月报 1 个月，请及时报送（李四催报）',
  );
  const found = { found: '围挡破损', until: '2026-11-30' };
  expect(reminderText({ ...reminder, kind: 'inspection-found', facts: found })).toBe(
    '红山路改造现场核查发现问题：围挡破损（李四），整改期限 2026-11-30',
  );
  expect(reminderText({ ...reminder, kind: 'inspection-due', facts: { found: '围挡破损' } })).toBe(
    '红山路改造现场核查问题待整改：围挡破损（李四催办）',
  );
});

it('a reminder of an approval names the step and the day', () => {
  const facts = { step: '财政评审', until: '2026-11-24', approvalId: 7 };
  expect(reminderText({ ...reminder, kind: 'approval-overdue', facts })).toBe(
    '红山路改造的审批已逾期：财政评审，期限 2026-11-24',
  );
  expect(reminderText({ ...reminder, kind: 'approval-urged', facts })).toBe(
    '红山路改造的审批待办理：财政评审（李四催办）',
  );
});

it('every kind leads to the page where it is dealt with', () => {
  for (const kind of reminderKinds) expect(reminderPage({ kind, facts: {} })).toMatch(/^\/admin\//);
  expect(reminderPage({ kind: 'approval-urged', facts: { approvalId: 7 } })).toBe('/admin/approvals/7');
});

it('a badge counts to 99', () => {
  expect([1, 99, 100].map(badgeText)).toEqual(['1', '99', '99+']);
});
