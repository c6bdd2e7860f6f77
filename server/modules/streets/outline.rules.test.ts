import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { streetAt, type Outline } from './outline.rules.ts';
import { outlinesOf } from './outlines.ts';

const square = (code: string, west: number, hole: boolean): Outline => ({
  code,
  polygons: [
    [
      [
        [west, 0],
        [west + 4, 0],
        [west + 4, 4],
        [west, 4],
        [west, 0],
      ],
      ...(hole
        ? [
            [
              [west + 1, 1],
              [west + 2, 1],
              [west + 2, 2],
              [west + 1, 2],
              [west + 1, 1],
            ],
          ]
        : []),
    ],
  ],
});

describe('the street of a point', () => {
  it('is the one whose outline holds it; a hole is none of it, and outside there is none', () => {
    const outlines = [square('A', 0, true), square('B', 4, false)];
    expect(streetAt(outlines, 3, 3)).toBe('A');
    expect(streetAt(outlines, 1.5, 1.5)).toBeNull();
    expect(streetAt(outlines, 5, 1)).toBe('B');
    expect(streetAt(outlines, 9, 1)).toBeNull();
    // A border belongs to one of the two, never to both or none.
    expect(streetAt(outlines, 4, 1)).toBe('B');
  });

  it('is right for the office of every street that the map ships', () => {
    const text = readFileSync('public/geo/streets.geojson', 'utf8');
    const outlines = outlinesOf(text);
    const { features } = JSON.parse(text) as {
      features: { properties: { code: string; label: [number, number] } }[];
    };
    expect(features).toHaveLength(7);
    for (const { properties } of features) expect(streetAt(outlines, ...properties.label)).toBe(properties.code);
    expect(streetAt(outlines, 118.6, 31.9)).toBeNull();
  });
});
