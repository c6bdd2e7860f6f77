import { expect, it } from 'vitest';
import { contactChange } from './contact.rules.ts';

const kept = { phone: false, idNumber: false };

it('sends what was typed, and leaves alone what was left empty', () => {
  expect(contactChange({ phone: ' 13851234567 ', idNumber: '  ' }, kept)).toEqual({ phone: '13851234567' });
  expect(contactChange({ phone: '', idNumber: '' }, kept)).toEqual({});
});

it('removes what is to be removed, whatever was typed before', () => {
  expect(contactChange({ phone: '13851234567', idNumber: '' }, { phone: true, idNumber: false })).toEqual({
    phone: null,
  });
});
