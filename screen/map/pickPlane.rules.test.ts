import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { AreaShape, Collection } from '../transport/geo.ts';
import { pickPlane } from './pickPlane.rules.ts';

const streets = JSON.parse(readFileSync('public/geo/streets.geojson', 'utf8')) as Collection<AreaShape>;

it('finds again the place that it was given, to the metre', () => {
  const plane = pickPlane(streets.features, 720);
  for (const { properties } of streets.features) {
    const [lon, lat] = properties.label ?? [0, 0];
    const { x, y } = plane.placed([lon, lat]);
    expect(x).toBeGreaterThan(0);
    expect(x).toBeLessThan(plane.width);
    expect(y).toBeGreaterThan(0);
    expect(y).toBeLessThan(plane.height);
    expect(plane.found(x, y)).toEqual({ lon, lat });
  }
});

it('draws every ring of a shape as a closed path within the plane', () => {
  const plane = pickPlane(streets.features, 720);
  for (const { geometry } of streets.features) expect(plane.path(geometry)).toMatch(/^(M[\d. L]+Z)+$/);
});
