import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DueTarget } from '../../../contracts/values.ts';
import {
  draftOf,
  emptyDraft,
  entryOf,
  isOver,
  isWhole,
  numberOf,
  percentText,
  rateOf,
  shareText,
  triedOf,
} from './entry.rules.ts';

const target: DueTarget = {
  ...{ targetId: 1, projectId: 'P-1', projectName: '', year: 2026, code: 'a', name: '', path: [], method: 'ratio' },
  ...{ aspect: 'quantity', direction: 'ge', unit: '', decimals: 1, points: [], target: '100', targetText: '' },
  ...{ weight: '10', overRatio: '1.3', autoSource: null, evidenceNeeded: '', frequency: 'month' },
  ...{ organisation: null, person: null, state: 'missing', valueId: null, achievement: null, source: null },
};
const draft = (over: Partial<ReturnType<typeof emptyDraft>>) => ({ ...emptyDraft(), ...over });

it.each([
  ['92', '92'],
  [' 1,234.5 ', '1234.5'],
  ['９２．５', '92.5'],
  ['−3', '-3'],
  ['+4', '4'],
  ['1e3', null],
  ['', null],
  ['约 90', null],
])('takes the typed number %j as %j', (typed, taken) => expect(numberOf(typed)).toBe(taken));

it('turns percent into shares and back digit by digit', () => {
  expect([shareText('85.5'), shareText('5'), shareText('100'), shareText('0.5')]).toEqual([
    '0.855',
    '0.05',
    '1',
    '0.005',
  ]);
  expect([percentText('0.855'), percentText('1'), percentText('0.05')]).toEqual(['85.5', '100', '5']);
  const share = fc.integer({ min: 0, max: 1_000_000 }).map((n) => String(n / 1_000_000));
  fc.assert(
    fc.property(
      share.filter((text) => !text.includes('e')),
      (text) => shareText(percentText(text)) === text,
    ),
  );
});

describe('an entry', () => {
  it('has the fields of its method alone', () => {
    const typed = draft({ value: '92', band: 'met', share: '85', points: ['1'], vetoed: true });
    expect(entryOf(typed, target).achievement).toEqual({ value: '92', band: null, pointsMet: null, vetoed: false });
    expect(entryOf(typed, { ...target, method: 'bands' }).achievement).toEqual({
      ...{ value: '0.85', band: 'met', pointsMet: null, vetoed: false },
    });
    expect(entryOf(typed, { ...target, method: 'veto' }).achievement).toEqual({
      ...{ value: null, band: null, pointsMet: [1], vetoed: true },
    });
  });

  it('is whole with its number; a correction with its reason; a veto with what happened', () => {
    expect(isWhole(draft({}), target, false)).toBe(false);
    expect(isWhole(draft({ value: '92' }), target, false)).toBe(true);
    expect(isWhole(draft({ value: '92' }), target, true)).toBe(false);
    expect(isWhole(draft({ value: '92', note: '误填' }), target, true)).toBe(true);
    expect(isWhole(draft({ value: '92', forecast: '多' }), target, false)).toBe(false);
    expect(isWhole(draft({ vetoed: true }), { ...target, method: 'veto' }, false)).toBe(false);
    expect(isWhole(draft({ band: 'met', share: '85' }), { ...target, method: 'bands' }, false)).toBe(true);
  });

  it('asks for a reason from the share of the target on that the template says', () => {
    expect(isOver(draft({ value: '129.9' }), target)).toBe(false);
    expect(isOver(draft({ value: '130' }), target)).toBe(true);
    expect(isOver(draft({ value: '129.99999999' }), target)).toBe(false);
    expect(isOver(draft({ value: '0.39' }), { ...target, target: '0.3' })).toBe(true);
    expect(isOver(draft({ value: '130' }), { ...target, direction: 'le' })).toBe(false);
    expect(rateOf(draft({ value: '5' }), { ...target, target: '0' })).toBeNull();
    expect(isWhole(draft({ value: '130' }), target, false)).toBe(false);
    expect(isWhole(draft({ value: '130', overReason: '目标偏低' }), target, false)).toBe(true);
  });

  it('is tried out once it says enough', () => {
    expect(triedOf(draft({}), target)).toBeNull();
    expect(triedOf(draft({ value: '92' }), target)?.value).toBe('92');
    expect(triedOf(draft({ share: '85' }), { ...target, method: 'bands' })).toBeNull();
    expect(triedOf(draft({}), { ...target, method: 'points' })?.pointsMet).toEqual([]);
  });

  it('begins at what stands when it is corrected', () => {
    expect(draftOf({ value: '0.85', band: 'met', pointsMet: null, vetoed: false })).toMatchObject({
      ...{ value: '', band: 'met', share: '85' },
    });
    expect(draftOf({ value: '92', band: null, pointsMet: null, vetoed: false })).toMatchObject({
      value: '92',
      band: '',
    });
  });
});
