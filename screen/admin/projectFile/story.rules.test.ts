import { expect, it } from 'vitest';
import type { StoryEntry } from '../../../contracts/timelines.ts';
import { storyText } from './story.rules.ts';

const entry = (more: Partial<StoryEntry>): StoryEntry => ({
  ...{ kind: 'move', key: '1', at: 0, by: '李四', code: 'advance', subject: 'S10', amountFen: null, reason: null },
  ...more,
});
const told = (more: Partial<StoryEntry>) => storyText(entry(more), (code) => `〈${code}〉`);

it('tells everything that happened to a project as sentences', () => {
  expect(told({})).toBe('进入下一阶段，进入〈S10〉　李四');
  expect(told({ code: '', subject: 'S00', by: null })).toBe('登记于〈S00〉阶段');
  expect(told({ kind: 'payment', code: 'pay', subject: 'PZ-01', amountFen: '100000001' })).toBe(
    '支付 100.000001 万元，凭证 PZ-01　李四',
  );
  expect(told({ kind: 'payment', code: 'undo', subject: '', amountFen: '-5000000', reason: '录错' })).toBe(
    '冲销支付 -5 万元　理由：录错　李四',
  );
  expect(told({ kind: 'document', code: 'contract', subject: '施工合同' })).toBe('登记合同：施工合同　李四');
  expect(told({ kind: 'report', code: 'accepted', subject: '62.5' })).toBe('周报进度 62.5%，已采用　李四');
  expect(told({ kind: 'funds', code: 'accepted', subject: '2026-10', amountFen: '1000000' })).toBe(
    '2026年10月资金月报，支付 1 万元，已采用　李四',
  );
  expect(told({ kind: 'inspection', code: 'serious', subject: '围挡破损' })).toBe('严重问题：围挡破损　李四');
  expect(told({ kind: 'inspection', code: 'fine', subject: '' })).toBe('正常　李四');
  expect(told({ kind: 'inspection', code: 'rectify', subject: '已更换' })).toBe('报告整改：已更换　李四');
  expect(told({ kind: 'change', code: 'budget', subject: '' })).toBe('修改预算明细　李四');
  expect(told({ kind: 'approval', code: 'begun', subject: 'advance' })).toBe('提请审批：进入下一阶段　李四');
  expect(told({ kind: 'instruction', code: 'receive', subject: '加快' })).toBe('签收：加快　李四');
});
