/** The little of vitest that the test helpers touch when they are imported, for use outside of the test runner. */
const provided = new Map<string, string>();
export const provide = (key: string, value: string): void => void provided.set(key, value);
export const inject = (key: string): string => {
  const value = provided.get(key);
  if (value === undefined) throw new Error(`${key} was not provided`);
  return value;
};
export const onTestFailed = (): void => undefined;
export const describe = Object.assign((): void => undefined, { skip: (): void => undefined });
/** A benchmark measures and expects nothing. */
export const expect = (): never => {
  throw new Error('expect belongs to tests');
};
