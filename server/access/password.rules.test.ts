import { describe, expect, it } from 'vitest';
import { isPasswordDue, weaknessOf, weaknessSentences } from './password.rules.ts';
import { weakWords } from './weakWords.data.ts';

const owner = { loginName: 'zhao.min', name: '赵敏' };
const judged = (password: string) => weaknessOf(password, owner);

describe('a password', () => {
  it.each([
    'Tangerine-Kite-47',
    'Purple-Mountain-9',
    'Kj7#mPq2xL',
    'Ab3k-Xy7m-Pq9w-Rt2z',
    '秋水长天Abcdkw7',
    'correct horse Battery 9',
  ])('%s may be set', (password) => expect(judged(password)).toBeUndefined());

  it.each([
    ['Kj7#mPq2x', 'short'],
    ['kj7mpq2xlvbn', 'plain'],
    ['Kjtmpqrxlvbn', 'plain'],
    ['Zhao.Min-Kite-47', 'personal'],
    ['nim.oahz-Kite-47', 'personal'],
    ['赵敏-Kite-Kj47', 'personal'],
  ])('%s is %s', (password, weakness) => expect(judged(password)).toBe(weakness));

  it.each([
    'Password123!',
    'P@ssw0rd2026',
    'Admin@123456',
    'Root@1234567',
    'Aa@123456789',
    'Qwer1234!@#$',
    '1qaz@WSX3edc',
    '!QAZ2wsx#EDC',
    'Asdfghjkl;1',
    'Abcdefghi1',
    'AAAbbb111222',
    'Woaini1314!',
    'Xuanwu@2026',
    'XuanWuHu-2026',
    'Xu4nWu@2026',
    'uwnauX@2026',
    'Nanjing@2024',
    'Nanjing320102!',
    '玄武区2026-Aa',
    'Jixiaoban@123',
    'Guanliyuan@1',
    'Huawei@123',
    'Zhangsan@123',
    'Hikvision2024',
  ])('%s is common', (password) => expect(judged(password)).toBe('common'));

  it('is judged in no time however long it is', () => {
    const startedAt = performance.now();
    judged('xuanwupassword1qazP@ssw0rd'.repeat(8).slice(0, 200));
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });

  it('finds every word of the house list behind a capital, a symbol and a year', () => {
    const passed = weakWords
      .filter((word) => /^[a-z]{4,}$/.test(word) && word.length <= 12)
      .map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}@2026`)
      .filter((password) => judged(password) === undefined);
    expect(passed).toEqual([]);
  });

  it('has a sentence for each weakness', () => {
    for (const sentence of Object.values(weaknessSentences)) expect(sentence).toMatch(/^口令/);
  });
});

describe('the age of a password', () => {
  const NOW = 1_800_000_000_000;
  const days = (n: number) => NOW - n * 86_400_000;
  it.each([
    ['fresh', { at: NOW, isTemporary: false }, false],
    ['a day short of 90', { at: days(89), isTemporary: false }, false],
    ['90 days old', { at: days(90), isTemporary: false }, true],
    ['given by an administrator a moment ago', { at: NOW, isTemporary: true }, true],
  ])('%s: due %s', (_name, set, due) => expect(isPasswordDue(set, NOW)).toBe(due));
});
