import { isLongPassword, isMixedPassword } from '../../contracts/passwords.ts';

/** What of the server's rules can be told while a password is typed. */
export interface PasswordCheck {
  readonly isLong: boolean;
  readonly isMixed: boolean;
  readonly isSame: boolean;
}

export const checkPassword = (password: string, again: string): PasswordCheck => ({
  isLong: isLongPassword(password),
  isMixed: isMixedPassword(password),
  isSame: password !== '' && password === again,
});
