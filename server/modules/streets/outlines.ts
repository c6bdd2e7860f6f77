import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../platform/paths.ts';
import { streetAt, type Outline, type Ring } from './outline.rules.ts';

const FILE = 'streets.geojson';

interface WrittenFeature {
  readonly properties: { readonly code?: string };
  readonly geometry:
    | { readonly type: 'Polygon'; readonly coordinates: readonly Ring[] }
    | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly Ring[])[] };
}

/** Outlines out of a GeoJSON text. @throws Error for what is no collection of coded areas */
export function outlinesOf(text: string): Outline[] {
  const { features } = JSON.parse(text) as { readonly features: readonly WrittenFeature[] };
  return features.map(({ properties: { code }, geometry }) => {
    if (code === undefined) throw new Error('an outline without the code of its street');
    return { code, polygons: geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates };
  });
}

/**
 * Finds the street of a point by the outlines that the screen's own map draws, so that a point that is picked there lies in
 * the street that is seen there. Read once, at the first question; from the source where nothing is built.
 */
export function streetFinder(
  paths: readonly string[] = [
    join(projectRoot(), 'dist', 'screen', 'geo', FILE),
    join(projectRoot(), 'public', 'geo', FILE),
  ],
): (point: { readonly lon: number; readonly lat: number }) => Promise<string | null> {
  let kept: readonly Outline[] | undefined;
  const load = async (): Promise<readonly Outline[]> => {
    for (const path of paths) {
      const text = await readFile(path, 'utf8').catch(() => undefined);
      if (text !== undefined) return outlinesOf(text);
    }
    throw new Error(`no outlines of streets at ${paths.join(', ')}`);
  };
  return async ({ lon, lat }) => {
    kept ??= await load();
    return streetAt(kept, lon, lat);
  };
}
