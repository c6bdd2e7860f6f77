import { describe, expect, it } from 'vitest';
import {
  inspectionActs,
  inspectionRows,
  inspectionStates,
  type InspectionEntry,
} from '../../../contracts/inspections.ts';
import { firstState, follow, isOverdue, whyNotInspection } from './inspections.rules.ts';

const now = Date.UTC(2026, 10, 23, 4);
const photo = { fileId: 1, takenAt: now, timeFrom: null, lon: null, lat: null, placeFrom: null };
const entry = (more: Partial<InspectionEntry> = {}): InspectionEntry => ({
  ...{ projectId: 'P-1', siteCode: null, foundAt: now, verdict: 'minor', finding: '围挡破损' },
  ...{ deadline: '2026-11-30', photos: [photo] },
  ...more,
});
const why = (more: Partial<InspectionEntry> = {}) => whyNotInspection(entry(more), now)?.detail;

describe('a finding', () => {
  it('is shown by a picture, told in words and given a deadline', () => {
    expect(why()).toBeUndefined();
    expect(why({ photos: [] })).toContain('照片');
    expect(why({ finding: ' ' })).toBe('请填写发现的问题');
    expect(why({ deadline: null })).toBe('请填写整改期限');
    expect(why({ deadline: '2026-11-31' })).toBe('整改期限不是有效日期');
    expect(why({ deadline: '2026-11-22' })).toBe('整改期限早于核查日期');
    expect(why({ deadline: '2026-11-23' })).toBeUndefined();
  });

  it('of nothing wrong has neither words nor deadline to ask for', () => {
    expect(why({ verdict: 'fine', finding: '', deadline: null })).toBeUndefined();
    expect(why({ verdict: 'fine' })).toBe('无问题的不填整改期限');
    expect([firstState({ verdict: 'fine' }), firstState({ verdict: 'serious' })]).toEqual(['fine', 'open']);
  });

  it('may come days later, not weeks, and not from the future', () => {
    const day = 86_400_000;
    expect(why({ foundAt: now - 29 * day })).toBeUndefined();
    expect(why({ foundAt: now - 31 * day })).toContain('30 天');
    expect(why({ foundAt: now + 11 * 60_000 })).toContain('晚于');
  });

  it('is overdue from the day after its deadline until it is closed', () => {
    expect(isOverdue('open', '2026-11-22', now)).toBe(true);
    expect(isOverdue('open', '2026-11-23', now)).toBe(false);
    expect(isOverdue('rectified', '2026-11-22', now)).toBe(true);
    expect(isOverdue('closed', '2026-11-22', now)).toBe(false);
    expect(isOverdue('fine', null, now)).toBe(false);
  });
});

describe('what follows a finding', () => {
  it('is what the table writes and nothing else: every cell', () => {
    for (const state of inspectionStates)
      for (const act of inspectionActs)
        for (const permission of ['inspections.fill', 'inspections.rectify'] as const) {
          const written = inspectionRows.find(
            (row) => row.from === state && row.act === act && row.permission === permission,
          );
          const outcome = follow({ state, rectifiedById: 7 }, act, { permission, personId: 8 });
          if (written) expect(outcome).toEqual({ to: written.to });
          else expect(outcome).toMatchObject({ objection: { code: 'not-in-this-state' } });
        }
  });

  it('is checked by somebody else than who reported it put right', () => {
    const own = { permission: 'inspections.fill', personId: 7 } as const;
    for (const act of ['close', 'reject'] as const)
      expect(follow({ state: 'rectified', rectifiedById: 7 }, act, own)).toMatchObject({
        objection: { code: 'own-change' },
      });
  });
});
