import { fontFamily } from '../tokens/scale.ts';

/** Type on the map, in rem of the page (spec 2.3); figures are larger than names so that they are read first. */
export const textSizes = {
  street: { rem: 1.0625, weight: 700 },
  value: { rem: 1.375, weight: 600 },
  quiet: { rem: 0.9375, weight: 400 },
  scenery: { rem: 0.9375, weight: 400 },
  landmark: { rem: 0.9375, weight: 400 },
  neighbour: { rem: 0.9375, weight: 400 },
  mark: { rem: 0.9375, weight: 600 },
} as const;
export type TextRole = keyof typeof textSizes;

export const fontOf = (role: TextRole, rem: number): string =>
  `${textSizes[role].weight} ${textSizes[role].rem * rem}px ${fontFamily}`;
