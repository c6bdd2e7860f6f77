import { colours, type ColourName } from './colours.ts';

/** Light that a wall gives off after 22:00 beside by day (spec 8). */
export const NIGHT_SHARE = 0.85;
/** What figures, chips and marks are drawn in; fills and lines are dark enough as they are. */
const bright = ['t1', 't2', 'stale', 'acc', 'ok', 'warn', 'bad', 'blue', 'badText'] as const satisfies ColourName[];

const toLight = (part: number): number => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
const toPart = (light: number): number => (light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055);
const partsOf = (hex: string): number[] => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255);

/** Relative luminance as WCAG has it. */
export function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = partsOf(hex).map(toLight);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** The same hue with this share of its light. Rounded down: never a shade above it. */
export const dimmed = (hex: string, share: number): string =>
  `#${partsOf(hex)
    .map((part) => Math.floor(toPart(toLight(part) * share) * 255))
    .map((part) => part.toString(16).padStart(2, '0'))
    .join('')}`;

export const nightColours = bright.map((name) => [name, dimmed(colours[name], NIGHT_SHARE)] as const);
