/** GB/T 22239-2019 8.1.4.1 a asks for complexity and regular change; ten characters, three of four classes, 90 days and the last five are this house's reading. */
export const PASSWORD_MIN_LENGTH = 10;
export const PASSWORD_MIN_CLASSES = 3;
export const PASSWORD_KEPT = 5;
export const PASSWORD_MAX_AGE_DAYS = 90;

const classes = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/];

/** Long enough. What else is asked of a password only the server knows: its list of weak ones, and the last five. */
export const isLongPassword = (password: string): boolean => password.length >= PASSWORD_MIN_LENGTH;

/** Three of small letters, capitals, digits and symbols. */
export const isMixedPassword = (password: string): boolean =>
  classes.filter((one) => one.test(password)).length >= PASSWORD_MIN_CLASSES;
