/**
 * Type sizes in rem: wall (1 rem = 16 px at 1920 x 1080), the 32:9 wall where it differs, tablet and phone, and the
 * office pages where they are denser (spec 2.3).
 */
export interface TypeRole {
  readonly wall: number;
  readonly wide?: number;
  readonly tablet: number;
  readonly office?: number;
  readonly line: number;
}
export const typeScale = {
  /** A wall saying which one it is, across a room. */
  identify: { wall: 12, wide: 16, tablet: 6, line: 1.1 },
  countdown: { wall: 4, tablet: 2.125, line: 1 },
  hero: { wall: 3, wide: 4, tablet: 2.125, line: 1.05 },
  kpi: { wall: 2.125, wide: 2.75, tablet: 2.125, office: 1.5, line: 1.12 },
  clock: { wall: 2.375, tablet: 1.375, line: 1 },
  why: { wall: 2, tablet: 1.125, line: 1.56 },
  page: { wall: 1.875, tablet: 1.25, office: 1.5, line: 1.25 },
  panel: { wall: 1.125, tablet: 1.0625, line: 1.45 },
  row: { wall: 1, tablet: 1.0625, office: 0.875, line: 1.375 },
  label: { wall: 0.9375, tablet: 0.9375, office: 0.875, line: 1.34 },
  note: { wall: 0.875, tablet: 0.875, office: 0.8125, line: 1.36 },
} as const satisfies Record<string, TypeRole>;
export type TypeRoleName = keyof typeof typeScale;

/**
 * Milliseconds (spec 2.4 and 8). `hold`: a press this long asks where a figure comes from. `frame`: the
 * longest that the last picture is held over a page that loads anew.
 */
export const durations = {
  press: 120,
  value: 200,
  panel: 320,
  flight: 900,
  hold: 600,
  beacon: 2400,
  notice: 8000,
  rotate: 12_000,
  frame: 60_000,
} as const;
export const easing = 'cubic-bezier(.2,0,0,1)';

export const fontFamily =
  '"Barlow Semi Condensed", "Noto Sans SC Variable", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif';

/** Space and radius in px at 1 rem = 16 px. */
export const spaces = [4, 8, 12, 16, 20, 24, 28, 36] as const;
export const radii = { panel: 10, button: 8, callout: 6, chip: 4, bar: 2 } as const;

/** The least side of anything a finger aims at, in CSS px (spec 8). */
export const touchTarget = 44;
