import { expect, it } from 'vitest';
import { emptyDraft, entryOf, isPercent, readDraft, reportableOf } from './draft.rules.ts';

it('a draft comes back as it was kept, and what is none is left', () => {
  const draft = {
    ...emptyDraft,
    progress: '61.5',
    photos: [
      {
        ...{ fileId: null, kept: 3, name: '1.jpg', takenAt: 1, timeFrom: 'device' as const },
        ...{ lon: null, lat: null, placeFrom: null },
      },
    ],
  };
  expect(readDraft(JSON.stringify(draft))).toEqual(draft);
  for (const damaged of [null, '', '{', '[]', '{"progress":61}', JSON.stringify({ ...draft, photos: 'none' })])
    expect(readDraft(damaged)).toBeNull();
});

it('a percentage is what the wire takes', () => {
  for (const right of ['0', '61.5', '100', '100.0', '99.999', ' 7 ']) expect(isPercent(right), right).toBe(true);
  for (const wrong of ['', '-1', '100.1', '101', '1.2345', '六', '1,5']) expect(isPercent(wrong), wrong).toBe(false);
});

it('a report is sent with its pictures as files, and without spaces at its ends', () => {
  const photo = { fileId: 3, takenAt: null, timeFrom: null, lon: 118.8, lat: 32.1, placeFrom: 'device' as const };
  expect(entryOf({ ...emptyDraft, progress: ' 7 ', done: ' 完成 ' }, 5, [photo])).toEqual({
    ...{ closesAt: 5, progress: '7', done: '完成', problems: '', next: '', reason: '', photos: [photo] },
  });
});

it('weeks without a report are offered before those to be corrected, newest of these first, none of the future', () => {
  const day = 86_400_000;
  const week = (n: number, progress: number | null) => ({ closesAt: n * 7 * day, planned: n / 100, progress });
  const weeks = [week(1, 0.1), week(2, 0.1234), week(3, null), week(4, null), week(5, null)];
  const at = (now: number) => reportableOf({ id: 'P', name: '项目', weeks }, now);
  expect(at(22 * day)).toEqual({
    ...{ projectId: 'P', projectName: '项目', progress: '12.34', planned: '3' },
    weeks: [3, 2, 1].map((n) => n * 7 * day),
  });
  expect(at(25 * day)?.weeks[1]).toBe(4 * 7 * day);
  expect(reportableOf({ id: 'P', name: '项目', weeks: [] }, 0)).toBeNull();
});
