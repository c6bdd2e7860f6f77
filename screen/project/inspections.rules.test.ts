import { expect, it } from 'vitest';
import type { Inspection } from '../../contracts/inspections.ts';
import { inspectionMoments } from './inspections.rules.ts';

it('an inspection is told with what followed it', () => {
  const found: Inspection = {
    ...{ id: 3, projectId: 'P-1', projectName: '红山路', siteCode: null, siteName: null, foundAt: 1, verdict: 'minor' },
    ...{ finding: '围挡破损', deadline: '2026-11-30', photos: [], state: 'rectified', isOverdue: false, by: '李四' },
    ...{ filledAt: 2, remindedAt: null, steps: [{ act: 'rectify', words: '已更换', photos: [], by: '王五', at: 4 }] },
  };
  expect(inspectionMoments(found)).toEqual([
    { key: 'inspection 3', at: 1, tone: 'warn', text: '一般问题：围挡破损', by: '李四' },
    { key: 'inspection 3 0', at: 4, tone: 'ok', text: '报告整改：已更换', by: '王五' },
  ]);
  expect(inspectionMoments({ ...found, verdict: 'fine', finding: '', steps: [] })[0]?.text).toBe('正常');
});
