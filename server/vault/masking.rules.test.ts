import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isIdNumber, isPhone, maskIdNumber, maskPhone, plainIdNumber, plainPhone } from './masking.rules.ts';

describe('masks', () => {
  it.each([
    ['13800001234', '138****1234'],
    ['02583682114', '025****2114'],
    ['12345', '*****'],
    ['', '*'],
  ])('phone %s is shown as %s', (phone, shown) => expect(maskPhone(phone)).toBe(shown));

  it.each([
    ['320102199001011234', '3201**********1234'],
    ['32010219900101123X', '3201**********123X'],
    ['32010', '*****'],
  ])('identity number %s is shown as %s', (idNumber, shown) => expect(maskIdNumber(idNumber)).toBe(shown));

  it('hide at least four characters, or all of them, and keep the length', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9X]{1,20}$/), (text) => {
        for (const shown of [maskPhone(text), maskIdNumber(text)]) {
          expect(shown).toHaveLength(text.length);
          expect([...shown].filter((letter) => letter === '*').length).toBeGreaterThanOrEqual(Math.min(4, text.length));
        }
      }),
    );
  });

  it('never show the birthday within an identity number', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[1-9]\d{16}[\dX]$/), (idNumber) => {
        expect(maskIdNumber(idNumber).slice(4, 14)).toBe('*'.repeat(10));
      }),
    );
  });
});

describe('plain forms', () => {
  it.each([
    ['+86 138-0000-1234', '13800001234', true],
    ['0086 13800001234', '13800001234', true],
    ['(025) 8368 2114', '02583682114', true],
    ['12800001234', '12800001234', false],
    ['1380000123', '1380000123', false],
    ['', '', false],
  ])('phone %s is kept as %s', (text, plain, right) => {
    expect([plainPhone(text), isPhone(plainPhone(text))]).toEqual([plain, right]);
  });

  it.each([
    // The example of GB 11643-1999.
    ['110105 19491231 002x', true],
    ['11010519491231002X', true],
    ['110105194912310021', false],
    ['110105194913310021', false],
    ['110105199002300012', false],
    ['440524188001010014', true],
    ['11010519491231002', false],
  ])('identity number %s: %s', (text, right) => expect(isIdNumber(plainIdNumber(text))).toBe(right));
});
