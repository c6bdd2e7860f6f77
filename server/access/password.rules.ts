/** GB/T 22239-2019 8.1.4.1 a asks for complexity; ten characters and three of four classes is this house's reading. */
export const MIN_PASSWORD_LENGTH = 10;
const classes = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/];

/** Whether a password may be set: at least ten characters and three of lower case, upper case, digit, symbol. */
export const isStrongPassword = (password: string): boolean =>
  password.length >= MIN_PASSWORD_LENGTH && classes.filter((one) => one.test(password)).length >= 3;
