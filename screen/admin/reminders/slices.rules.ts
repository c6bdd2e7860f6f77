export interface Reminded {
  readonly reminded: number;
  /** How many were told; null: by several orders, whose people may be the same. */
  readonly people: number | null;
}

/** Orders about any number of projects, one after the other, each about as many as one takes. @throws where one is refused */
export async function remindInSlices(
  projectIds: readonly string[],
  most: number,
  order: (projectIds: string[]) => Promise<{ readonly reminded: number; readonly people: number }>,
): Promise<Reminded> {
  const slices = Array.from({ length: Math.ceil(projectIds.length / most) }, (_, n) =>
    projectIds.slice(n * most, (n + 1) * most),
  );
  let reminded = 0;
  let people: number | null = 0;
  for (const slice of slices) {
    const one = await order(slice);
    reminded += one.reminded;
    people = slices.length > 1 ? null : one.people;
  }
  return { reminded, people };
}
