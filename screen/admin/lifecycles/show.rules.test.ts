import { describe, expect, it } from 'vitest';
import type { LifecycleStateRow, ProjectDocument } from '../../../contracts/lifecycles.ts';
import { guardFinding, newestDocuments, stageState, stepText } from './show.rules.ts';

const state = (code: string, enteredAt: number | null, leftAt: number | null): LifecycleStateRow => ({
  ...{ code, name: code, phase: 'planning', owner: '项目单位', approver: '主管部门', enteredAt, leftAt },
});
const noted = (id: number, kind: ProjectDocument['kind'], version: number): ProjectDocument => ({
  ...{
    id,
    kind,
    version,
    title: '批复',
    number: '',
    issuedOn: null,
    fileId: null,
    fileName: null,
    fileHash: null,
    pass: 1,
  },
  ...{ notedBy: null, notedAt: 0 },
});

describe('the file of a project', () => {
  it('says what a sum was held against, and dashes for what nobody noted', () => {
    const guard = { code: 'budget-within-estimate', verdict: 'unmet' } as const;
    expect(guardFinding({ ...guard, found: '11000000', limit: '9900000.1' })).toBe('11 万元，限值 9.9 万元');
    expect(guardFinding({ ...guard, found: null, limit: null })).toBe('—，限值 —');
    expect(guardFinding({ code: 'targets-approved', verdict: 'met', found: null, limit: null })).toBe('');
  });

  it('counts a state that was gone back from as ahead again', () => {
    const states = [state('S30', 1, 2), state('S40', 3, null), state('S50', 4, 5), state('S60', null, null)];
    expect(states.map((one) => stageState(one, states, 'S40'))).toEqual(['passed', 'here', 'ahead', 'ahead']);
  });

  it('shows the newest version of each document with how many came before', () => {
    const all = [noted(1, 'contract', 1), noted(2, 'contract', 2), noted(3, 'need-basis', 1)];
    expect(newestDocuments(all).map(({ document, older }) => [document.id, older])).toEqual([
      [2, 1],
      [3, 0],
    ]);
  });

  it('tells a move as a sentence, with its reason and by whose word', () => {
    const step = {
      seq: 2,
      from: 'S40',
      action: 'return',
      to: 'S30',
      at: 0,
      by: '李四',
      reason: '超概',
      overridden: true,
    };
    expect(stepText(step as Parameters<typeof stepText>[0], (code) => code)).toBe(
      '退回：S40 → S30　特批　理由：超概　办理人 李四',
    );
  });
});
