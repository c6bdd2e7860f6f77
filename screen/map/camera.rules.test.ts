import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { AreaShape, Collection } from '../transport/geo.ts';
import {
  DISTRICT_PITCH,
  frameOf,
  projectorOf,
  SITE_BEARING,
  SITE_PITCH,
  siteFrameOf,
  type Stage,
} from './camera.rules.ts';
import { cornersOf } from './shapes.rules.ts';
import { circleOf, placeFrom, squaresOf } from './site.rules.ts';

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

describe('camera of a site', () => {
  const SITE = [118.81, 32.09] as const;
  const near = (stage: Stage, pitch?: number) => projectorOf(siteFrameOf(SITE, stage, pitch), stage, 0);

  it('stands at 52 degrees, turned by 18, with the site in the middle of the stage', () => {
    const stage = { width: 928, height: 640 };
    expect(siteFrameOf(SITE, stage)).toMatchObject({ pitch: SITE_PITCH, bearing: SITE_BEARING });
    expect([SITE_PITCH, SITE_BEARING]).toEqual([52, -18]);
    const { x, y } = near(stage).at(SITE);
    expect([x, y]).toEqual([expect.closeTo(464, 6), expect.closeTo(320, 6)]);
  });

  it('shows 800 m across where the stage is high enough', () => {
    for (const stage of [
      { width: 928, height: 640 },
      { width: 366, height: 600 },
    ]) {
      const turn = (SITE_BEARING * Math.PI) / 180;
      const edge = placeFrom(SITE, 400 * Math.cos(turn), -400 * Math.sin(turn));
      const { x, y } = near(stage).at(edge);
      expect(x).toBeGreaterThan(stage.width - 3);
      expect(x).toBeLessThan(stage.width + 3);
      expect(Math.abs(y - stage.height / 2)).toBeLessThan(2);
    }
  });

  it.each([
    [928, 640],
    [1448, 500],
    [3800, 950],
    [308, 190],
    [366, 600],
  ])('has the ring of 200 m whole on a stage of %i x %i, flat or not', (width, height) => {
    for (const pitch of [SITE_PITCH, 0])
      for (const { x, y } of near({ width, height }, pitch).ring(circleOf(SITE, 200))) {
        expect(x).toBeGreaterThan(0);
        expect(x).toBeLessThan(width);
        expect(y).toBeGreaterThan(0);
        expect(y).toBeLessThan(height);
      }
  });

  it('draws rings and squares in true metres, and no line behind the eye', () => {
    const p = near({ width: 1448, height: 500 });
    const metresOf = (degrees: number): number => (degrees * Math.PI * 6_371_008) / 180;
    for (const [lon, lat] of circleOf(SITE, 200)) {
      const east = metresOf(lon - SITE[0]) * Math.cos((SITE[1] * Math.PI) / 180);
      expect(Math.abs(Math.hypot(east, metresOf(lat - SITE[1])) - 200)).toBeLessThan(1);
    }
    const lines = squaresOf(SITE).map((line) => p.ring(line));
    expect(lines).toHaveLength(42);
    for (const line of lines) for (const { y } of line) expect(y).toBeLessThan(20_000);
  });
});
