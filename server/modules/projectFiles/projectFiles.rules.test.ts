import { describe, expect, it } from 'vitest';
import type { ProjectFacts } from '../../../contracts/projectFiles.ts';
import { isDay } from '../../platform/calendar.rules.ts';
import { asksReason, changedOf, whyNotChange, whyNotFacts, whyNotPeople } from './projectFiles.rules.ts';

const facts: ProjectFacts = {
  ...{ name: '红山路改造', category: 'urban-renewal', sector: 'construction', rollout: 'pilot' },
  ...{ departmentCode: 'D-1', partnerCodes: [], unitCode: null, point: null, streetCode: null, communityCode: null },
  ...{ budgetFen: '100', startsOn: '2026-02-01', endsOn: '2026-02-02', label: 'internal' },
};
const person = {
  duty: 'manager',
  personId: null,
  name: '王工',
  employer: '甲公司',
  fromOn: null,
  untilOn: null,
} as const;

describe('a project’s file', () => {
  it('is a draft until its approval is behind it; then a change says why', () => {
    expect(['planning', 'approval'].map((phase) => asksReason(phase as 'planning'))).toEqual([false, false]);
    const file = { revision: 3, phase: 'building', isClosed: false } as const;
    expect(whyNotChange(file, { revision: 3 }, false)?.code).toBe('check-failed');
    expect(whyNotChange(file, { revision: 3, reason: '设计变更' }, false)).toBeUndefined();
    expect(whyNotChange(file, { revision: 2, reason: '设计变更' }, false)?.code).toBe('changed-meanwhile');
    expect(whyNotChange({ ...file, phase: 'planning' }, { revision: 3 }, false)).toBeUndefined();
    expect(whyNotChange({ ...file, isClosed: true }, { revision: 3, reason: '' }, false)?.code).toBe(
      'not-in-this-state',
    );
    expect(whyNotChange(file, { revision: 3 }, true)).toBeUndefined();
  });

  it('has days that the calendar has, one after the other, and no less than its lines come to', () => {
    expect([isDay('2026-02-29'), isDay('2028-02-29')]).toEqual([false, true]);
    expect(whyNotFacts(facts, '100')).toBeUndefined();
    expect(whyNotFacts(facts, '101')?.detail).toBe('总投资小于预算明细合计');
    expect(whyNotFacts({ ...facts, budgetFen: '0' }, '0')?.detail).toBe('总投资应大于 0');
    expect(whyNotFacts({ ...facts, endsOn: facts.startsOn }, '0')?.detail).toContain('晚于');
    expect(whyNotFacts({ ...facts, endsOn: '2026-02-30' }, '0')?.detail).toBe('日期无效');
    expect(whyNotFacts({ ...facts, partnerCodes: ['D-1'] }, '0')?.detail).toContain('协办');
  });

  it('has everybody once in each duty, from a day to one not before it', () => {
    expect(whyNotPeople([person, { ...person, duty: 'safety' }])).toBeUndefined();
    expect(whyNotPeople([person, { ...person, name: ' 王工' }])?.detail).toContain('重复');
    expect(whyNotPeople([{ ...person, fromOn: '2026-03-01', untilOn: '2026-02-01' }])?.detail).toContain('早于');
    expect(whyNotPeople([{ ...person, fromOn: '2026-13-01' }])?.detail).toContain('日期无效');
  });

  it('tells what was changed and nothing else', () => {
    expect(changedOf(facts, { ...facts })).toBeUndefined();
    expect(changedOf(facts, { ...facts, budgetFen: '120', partnerCodes: ['D-2'] })).toEqual({
      before: { budgetFen: '100', partnerCodes: [] },
      after: { budgetFen: '120', partnerCodes: ['D-2'] },
    });
  });
});
