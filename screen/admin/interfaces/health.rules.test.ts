import { expect, it } from 'vitest';
import { conditionOf } from './health.rules.ts';
import { yuanText } from '../../words/interfaces.ts';

const listener = {
  ...{ id: 1, system: 'assets' as const, name: '资产', sending: true, waiting: 0, dead: 0, delivered: 1 },
  ...{ lastAt: 1, lastStatus: 200, lastTrouble: null, deliveredAt: 1, failingSince: null },
};
it('says the worst of a destination first, and of one that is switched off that alone', () => {
  expect(conditionOf(listener)).toEqual({ word: '正常', tone: 'ok' });
  expect(conditionOf({ ...listener, lastAt: null }).word).toBe('尚未投递');
  expect(conditionOf({ ...listener, dead: 2 })).toEqual({ word: '停止重试', tone: 'bad' });
  const failing = { ...listener, dead: 2, failingSince: Date.parse('2026-11-25T09:30:00+08:00') };
  expect(conditionOf(failing).word).toBe('2026-11-25 09:30 起投递失败');
  expect(conditionOf({ ...failing, sending: false })).toEqual({ word: '已暂停', tone: 'plain' });
});
it('writes fen as yuan, and nothing as a dash', () => {
  expect([null, '5', '-123456789', '9007199254740993'].map(yuanText)).toEqual([
    ...['—', '0.05', '−1,234,567.89', '90,071,992,547,409.93'],
  ]);
});
