/**
 * What a request may ask of the database. A text is written in `*.sql.ts`, never by a user; were one to slip in all the
 * same, it could not put off the role that row security holds: `reset role`, `set role`, `do`, `copy` and their like are
 * refused here, and a second statement behind a semicolon by PostgreSQL, for requests are sent one statement a message.
 * Taking a role of reach is let through: it shows less, never more (migration 020).
 */
const ASKED =
  /^\s*(?:\(\s*)*(?:select|insert|update|delete|with)\b|^set local role xw_reach_[a-z]{1,20}$|^set local role xw_app$/i;
export const mayBeAsked = (text: string): boolean => ASKED.test(text);
