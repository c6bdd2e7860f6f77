import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import type { Instant } from '../../contracts/glossary.ts';
import { isLongPassword, isMixedPassword, PASSWORD_MAX_AGE_DAYS } from '../../contracts/passwords.ts';
import { weakWords } from './weakWords.data.ts';

/** Whose password it is to be. */
export interface Owner {
  readonly loginName: string;
  readonly name: string;
}

/** Why a password may not be set, in the order in which it is asked. */
export type Weakness = 'short' | 'plain' | 'personal' | 'common';

/** Sentences beside the problem `weak-password`. */
export const weaknessSentences: Readonly<Record<Weakness | 'used', string>> = {
  short: '口令不足 10 位',
  plain: '口令须含大写、小写、数字、符号中的三类',
  personal: '口令不得包含用户名或姓名',
  common: '口令过于常见:避免常用口令、键盘顺序、重复与连续字符、年份和地名',
  used: '口令与最近五次使用过的相同',
};

/** Fewer guesses than this and it counts as common: ten characters of pure chance need 10^10. */
const LEAST_GUESSES_LOG10 = 9.5;
/** The time of the estimate grows with the square of the length; beyond this a password is long enough anyway. */
const JUDGED_LENGTH = 64;
/** A shorter name stands in other words by accident. */
const LEAST_NAME = 2;

/** Common passwords and words, keyboard walks, repeats, sequences and years, l33t and backwards (zxcvbn). */
const judge = new ZxcvbnFactory({ dictionary: { ...dictionary, house: [...weakWords] }, graphs: adjacencyGraphs });

const letters = (text: string): string => text.normalize('NFKC').toLowerCase();
const backwards = (text: string): string => [...text].reverse().join('');

function isPersonal(password: string, { loginName, name }: Owner): boolean {
  const text = letters(password);
  const names = [loginName, loginName.split('@')[0] ?? '', name].map(letters).filter((one) => one.length >= LEAST_NAME);
  return names.some((one) => text.includes(one) || text.includes(backwards(one)));
}

/** Why this password may not be set, or undefined. Those used before are compared elsewhere, by their hashes. */
export function weaknessOf(password: string, owner: Owner): Weakness | undefined {
  if (!isLongPassword(password)) return 'short';
  if (!isMixedPassword(password)) return 'plain';
  if (isPersonal(password, owner)) return 'personal';
  const { guessesLog10 } = judge.check(password.normalize('NFKC').slice(0, JUDGED_LENGTH));
  return guessesLog10 > LEAST_GUESSES_LOG10 ? undefined : 'common';
}

const DAY = 86_400_000;

/** Whether it must be changed before anything else: given by an administrator, or older than 90 days. */
export const isPasswordDue = (set: { readonly at: Instant; readonly isTemporary: boolean }, now: Instant): boolean =>
  set.isTemporary || now - set.at >= PASSWORD_MAX_AGE_DAYS * DAY;
