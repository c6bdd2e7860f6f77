/** An archive's name carries the moment it was begun, in UTC, so that names sort by age. */
const NAME = /^xw-(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/;
const PART = /^\.xw-.*\.part$/;

/** The name of an archive that is begun now. */
export const archiveName = (now: number): string =>
  `xw-${new Date(now).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;

/** While it is being written; nobody takes it for an archive. */
export const partialName = (name: string): string => `.${name}.part`;

/** When an archive of that name was begun; undefined for any other name. */
export function begunAt(name: string): number | undefined {
  const [, ...fields] = NAME.exec(name) ?? [];
  const [year, month, day, hour, minute, second] = fields;
  return second === undefined ? undefined : Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

/** The archives among the names of a folder, newest first. */
export const archivesAmong = (names: readonly string[]): string[] =>
  names
    .filter((name) => begunAt(name) !== undefined)
    .sort()
    .reverse();

/** What a run that was cut off left behind. */
export const leftoversAmong = (names: readonly string[]): string[] => names.filter((name) => PART.test(name));

/** The archives beyond the newest `keep`, which may go. */
export const beyond = (names: readonly string[], keep: number): string[] => archivesAmong(names).slice(keep);
