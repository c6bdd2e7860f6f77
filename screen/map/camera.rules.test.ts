import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { AreaShape, Collection } from '../transport/geo.ts';
import { frameOf, projected } from './camera.rules.ts';
import { cornersOf } from './shapes.rules.ts';

const streets = JSON.parse(readFileSync('public/geo/streets.geojson', 'utf8')) as Collection<AreaShape>;
const corners = cornersOf(streets.features);

describe('camera', () => {
  for (const [width, height] of [
    [928, 640],
    [1448, 720],
    [560, 432],
    [366, 384],
  ] as const)
    it(`shows the whole district on ${width} x ${height}, as large as it can`, () => {
      const stage = { width, height };
      const frame = frameOf(corners, stage, 16);
      const seen = corners.map((p) => projected(p, frame, stage));
      const reach = (axis: 'x' | 'y'): number =>
        Math.max(...seen.map((p) => p[axis])) - Math.min(...seen.map((p) => p[axis]));
      expect(Math.max(...seen.map((p) => Math.abs(p.x)))).toBeLessThan(width / 2);
      expect(Math.max(...seen.map((p) => Math.abs(p.y)))).toBeLessThan(height / 2);
      expect(Math.max(reach('x') / width, (reach('y') + 80) / height)).toBeGreaterThan(0.88);
    });
});
