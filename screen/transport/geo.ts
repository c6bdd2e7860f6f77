/** Outlines on the map, WGS-84; the operator may put official ones in their place under the same names. */
export type Position = readonly [number, number];
export interface PolygonShape {
  readonly type: 'Polygon';
  readonly coordinates: readonly (readonly Position[])[];
}
export interface MultiPolygonShape {
  readonly type: 'MultiPolygon';
  readonly coordinates: readonly (readonly (readonly Position[])[])[];
}
export interface PointShape {
  readonly type: 'Point';
  readonly coordinates: Position;
}
export interface Feature<S> {
  readonly type: 'Feature';
  readonly properties: {
    readonly name: string;
    readonly code?: string;
    readonly kind?: string;
    readonly label?: Position;
  };
  readonly geometry: S;
}
export interface Collection<S> {
  readonly type: 'FeatureCollection';
  readonly features: readonly Feature<S>[];
}
export type AreaShape = PolygonShape | MultiPolygonShape;
export interface GeoData {
  readonly streets: Collection<AreaShape>;
  readonly district: Collection<AreaShape>;
  readonly neighbours: Collection<AreaShape>;
  readonly scenery: Collection<AreaShape>;
  readonly landmarks: Collection<PointShape>;
}

async function read<S>(name: string): Promise<Collection<S>> {
  const response = await fetch(`/geo/${name}.geojson`);
  if (!response.ok) throw new Error(`geo ${name}: ${response.status}`);
  return (await response.json()) as Collection<S>;
}

export async function readGeo(): Promise<GeoData> {
  const [streets, district, neighbours, scenery, landmarks] = await Promise.all([
    read<AreaShape>('streets'),
    read<AreaShape>('district'),
    read<AreaShape>('neighbours'),
    read<AreaShape>('scenery'),
    read<PointShape>('landmarks'),
  ]);
  return { streets, district, neighbours, scenery, landmarks };
}
