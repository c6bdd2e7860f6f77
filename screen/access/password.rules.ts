/** What the server will ask of a password (contracts/errors: weak-password), shown while it is typed. */
export interface PasswordCheck {
  readonly isLong: boolean;
  readonly isMixed: boolean;
  readonly isSame: boolean;
}
const LEAST_LENGTH = 10;
const LEAST_CLASSES = 3;
const classes = [/[A-Z]/, /[a-z]/, /[0-9]/, /[^A-Za-z0-9]/];

export const checkPassword = (password: string, again: string): PasswordCheck => ({
  isLong: password.length >= LEAST_LENGTH,
  isMixed: classes.filter((kind) => kind.test(password)).length >= LEAST_CLASSES,
  isSame: password !== '' && password === again,
});
