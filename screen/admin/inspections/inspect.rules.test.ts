import { describe, expect, it } from 'vitest';
import { emptyDraft, entryOf, isBegun, isWhole, readInspectionDraft, readPlaces } from './inspect.rules.ts';

const photo = {
  ...{ fileId: null, kept: 3, name: '1.jpg', takenAt: 1, timeFrom: 'device' as const },
  ...{ lon: null, lat: null, placeFrom: null },
};
const draft = {
  ...emptyDraft,
  projectId: 'P-1',
  verdict: 'minor' as const,
  finding: '围挡破损',
  deadline: '2026-11-30',
};

describe('a draft of an inspection', () => {
  it('comes back as it was kept, and what is none is left', () => {
    const kept = { ...draft, foundAt: 5, photos: [photo] };
    expect(readInspectionDraft(JSON.stringify(kept))).toEqual(kept);
    for (const none of [
      null,
      '',
      '{',
      '[]',
      JSON.stringify({ ...kept, verdict: 'bad' }),
      JSON.stringify({ ...kept, photos: 1 }),
    ])
      expect(readInspectionDraft(none)).toBeNull();
  });

  it('can be sent with a place and a picture; of what is wrong with words and a deadline', () => {
    const whole = { ...draft, photos: [photo] };
    expect(
      [whole, draft, { ...whole, projectId: '' }, { ...whole, finding: ' ' }, { ...whole, deadline: '' }].map(isWhole),
    ).toEqual([true, false, false, false, false]);
    expect(isWhole({ ...emptyDraft, projectId: 'P-1', photos: [photo] })).toBe(true);
    expect([isBegun(emptyDraft), isBegun(draft)]).toEqual([false, true]);
  });

  it('of nothing wrong is sent without a deadline, at the time that it was begun', () => {
    expect(entryOf({ ...draft, verdict: 'fine', foundAt: 7 }, [], 9)).toMatchObject({
      ...{ siteCode: null, deadline: null, foundAt: 7 },
    });
    expect(entryOf({ ...draft, siteCode: 'S-1' }, [], 9)).toMatchObject({
      ...{ siteCode: 'S-1', deadline: '2026-11-30', foundAt: 9 },
    });
  });
});

it('places are kept for when there is no network', () => {
  const places = [{ projectId: 'P-1', projectName: '红山路', sites: [] }];
  expect(readPlaces(JSON.stringify(places))).toEqual(places);
  for (const none of [null, '{', '{}', '[1]']) expect(readPlaces(none)).toEqual([]);
});
