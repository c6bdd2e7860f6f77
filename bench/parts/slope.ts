/** Growth of `values` for each step of `at`, by least squares. */
export function slopeOf(points: readonly { readonly at: number; readonly value: number }[]): number {
  const mean = (pick: (p: { at: number; value: number }) => number) =>
    points.reduce((sum, point) => sum + pick(point), 0) / points.length;
  const [x, y] = [mean((p) => p.at), mean((p) => p.value)];
  const upper = points.reduce((sum, { at, value }) => sum + (at - x) * (value - y), 0);
  const lower = points.reduce((sum, { at }) => sum + (at - x) ** 2, 0);
  return upper / lower;
}
