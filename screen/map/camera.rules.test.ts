import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { AreaShape, Collection } from '../transport/geo.ts';
import { DISTRICT_PITCH, frameOf, projectorOf } from './camera.rules.ts';
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
      const { at } = projectorOf(frameOf(corners, stage, 16, DISTRICT_PITCH), stage);
      const seen = corners.map((p) => at(p));
      const [xs, ys] = [seen.map((p) => p.x), seen.map((p) => p.y)];
      expect(Math.min(...xs, ...ys)).toBeGreaterThan(0);
      expect(Math.max(...xs)).toBeLessThan(width);
      expect(Math.max(...ys)).toBeLessThan(height);
      const [across, down] = [Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys)];
      expect(Math.max(across / width, (down + 80) / height)).toBeGreaterThan(0.88);
    });

  it('cuts an outline that passes behind the eye, and leaves one that does not alone', () => {
    const stage = { width: 560, height: 432 };
    const { ring } = projectorOf({ center: [118.81, 32.095], zoom: 14, pitch: 40, bearing: 0 }, stage);
    const near = ring([
      [118.8, 32.09],
      [118.82, 32.09],
      [118.81, 32.1],
    ]);
    const far = ring([
      [118.7, 31.9],
      [118.9, 31.9],
      [118.81, 32.1],
    ]);
    expect(near).toHaveLength(3);
    expect(far).toHaveLength(3);
    for (const p of far) expect(Math.abs(p.x) + Math.abs(p.y)).toBeLessThan(1e6);
    // The cut edge lies below the stage, not above it as what is behind the eye would.
    expect(far.filter((p) => p.y > stage.height)).toHaveLength(2);
  });
});
