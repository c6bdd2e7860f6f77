import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { AreaShape, Collection, GeoData, PointShape } from '../transport/geo.ts';
import { placeBeacon } from './beacon.rules.ts';
import { DISTRICT_PITCH, frameOf, projectorOf } from './camera.rules.ts';
import { contoursOf } from './contours.rules.ts';
import { fillsOf, mixed } from './fills.rules.ts';
import { isTooSlow, noFrames, withFrame, type FrameTally } from './frames.rules.ts';
import { BODY_METRES } from './heights.ts';
import { layOut } from './layout.rules.ts';
import { CLUSTER_ABOVE, keepClear, placeMarks, spreadApart } from './marks.rules.ts';
import { pickAt } from './pick.rules.ts';
import { cornersOf, isWithin } from './shapes.rules.ts';
import type { MapView, MarkLight, ProjectMark } from './view.ts';

const read = <S>(name: string): Collection<S> =>
  JSON.parse(readFileSync(`public/geo/${name}.geojson`, 'utf8')) as Collection<S>;
const geo: GeoData = {
  streets: read<AreaShape>('streets'),
  district: read<AreaShape>('district'),
  neighbours: read<AreaShape>('neighbours'),
  scenery: read<AreaShape>('scenery'),
  landmarks: read<PointShape>('landmarks'),
};
const HONGSHAN = '320102008000';
const stage = { width: 928, height: 640 };
const projector = projectorOf(frameOf(cornersOf(geo.streets.features), stage, 16, DISTRICT_PITCH), stage);
const streets = geo.streets.features.map(({ properties: { code = '', name } }) => ({
  code,
  name,
  fill: '#2A6F98',
  text: '86.05',
}));
const viewOf = (projects: readonly ProjectMark[], more: Partial<MapView> = {}): MapView => ({
  streets,
  projects,
  sites: [],
  beacon: null,
  focus: null,
  nightly: false,
  selected: null,
  measure: 'score',
  rem: 16,
  bodyMetres: BODY_METRES,
  landmarks: 3,
  ...more,
});
const project = (id: string, light: MarkLight, lon = 118.84, lat = 32.05): ProjectMark => ({ id, light, lon, lat });
const labelOf = (code: string) => geo.streets.features.find((f) => f.properties.code === code)?.properties.label;
const measure = (text: string): number => 16 * text.length;

describe('marks', () => {
  it('lie low to high, and the first card on top of those after it', () => {
    const view = viewOf([
      { ...project('A', 'red'), label: '1' },
      project('B', 'green'),
      { ...project('C', 'yellow'), label: '3' },
      { ...project('D', 'yellow'), label: '2' },
      project('E', null),
    ]);
    expect(placeMarks(view, projector).map((m) => m.id)).toEqual(['E', 'B', 'C', 'D', 'A']);
  });

  it('are joined above three hundred projects, those of low risk only', () => {
    const many = Array.from({ length: CLUSTER_ABOVE }, (_, i) => project(`G${i}`, 'green'));
    const risky = [project('Y', 'yellow'), project('R', 'red')];
    expect(placeMarks(viewOf(many), projector)).toHaveLength(CLUSTER_ABOVE);
    const marks = placeMarks(viewOf([...many, ...risky]), projector);
    expect(marks.map((m) => [m.id, m.text])).toEqual([
      [null, String(CLUSTER_ABOVE)],
      ['Y', ''],
      ['R', ''],
    ]);
  });

  it('step aside for a name by the shortest way, but for those of high risk', () => {
    const [green, red] = placeMarks(viewOf([project('G', 'green'), project('R', 'red')]), projector);
    if (green === undefined || red === undefined) throw new Error('two marks were placed');
    const name = { left: green.x - 40, right: green.x + 40, top: green.y - 12, bottom: green.y + 30 };
    const [moved, kept] = keepClear([green, red], [name], 16);
    expect(moved).toMatchObject({ x: green.x, y: name.top - green.size / 2 });
    expect(kept).toEqual(red);
  });
});

describe('marks of projects on almost one point', () => {
  const [green, yellow, red, far] = placeMarks(
    viewOf([
      project('A', 'green'),
      project('B', 'yellow', 118.86),
      project('C', 'red', 118.88),
      project('D', null, 118.9),
    ]),
    projector,
  ).sort((a, b) => (a.id ?? '').localeCompare(b.id ?? ''));
  if (!green || !yellow || !red || !far) throw new Error('four marks were placed');
  const apart = (a: { x: number; y: number }, b: { x: number; y: number }) => Math.hypot(a.x - b.x, a.y - b.y);

  it('stand side by side, each moved by the same way', () => {
    const [a, b, c] = spreadApart([
      { ...yellow, x: 101, y: 50 },
      { ...green, x: 100, y: 50 },
      { ...far, x: 300, y: 50 },
    ]);
    if (!a || !b) throw new Error('marks are lost');
    expect(apart(a, b)).toBeCloseTo((0.8 * (green.size + yellow.size)) / 2, 1);
    expect([a.y, b.y]).toEqual([50, 50]);
    expect(100 - a.x).toBeCloseTo(b.x - 101, 5);
    expect(c).toMatchObject({ x: 300, y: 50 });
  });
  it('leave a red one where its project is, and are told apart on one point exactly', () => {
    const place = { x: 100, y: 50 };
    const [a, c] = spreadApart([
      { ...red, ...place },
      { ...green, ...place },
    ]);
    if (!a || !c) throw new Error('marks are lost');
    expect(c).toMatchObject(place);
    expect(apart(a, c)).toBeCloseTo((0.8 * (green.size + red.size)) / 2, 1);
  });
  it('come to rest with many of them, the same way whatever their order', () => {
    const heap = Array.from({ length: 12 }, (_, i) => ({ ...yellow, id: `P${i}`, x: 100 + (i % 3), y: 50 + (i % 4) }));
    const one = spreadApart(heap);
    expect(one).toEqual(spreadApart([...heap].reverse()));
    const least = Math.min(...one.flatMap((a, i) => one.slice(i + 1).map((b) => apart(a, b))));
    expect(least).toBeGreaterThan(0.4 * yellow.size);
  });
});

describe('a tap', () => {
  it.each([
    [928, 640],
    [1448, 720],
    [560, 432],
  ])('on any label of a stage of %i x %i means its street', (width, height) => {
    const own = { width, height };
    const p = projectorOf(frameOf(cornersOf(geo.streets.features), own, 16, DISTRICT_PITCH), own);
    for (const { properties } of geo.streets.features)
      expect(pickAt(p.at(properties.label ?? [0, 0]), 8, [], geo, p)).toEqual({
        kind: 'street',
        code: properties.code,
      });
    expect(pickAt({ x: 2, y: height - 2 }, 8, [], geo, p)).toBeNull();
  });

  it('near two marks means the nearer one, and on both the upper one', () => {
    const at = labelOf(HONGSHAN) ?? [0, 0];
    const marks = placeMarks(
      viewOf([project('G', 'green', ...at), project('R', 'red', at[0] + 0.004, at[1])]),
      projector,
    );
    const [low, high] = marks.map(({ x, y }) => ({ x, y }));
    if (low === undefined || high === undefined) throw new Error('two marks were placed');
    expect(pickAt(low, 4, marks, geo, projector)).toEqual({ kind: 'project', id: 'G' });
    expect(pickAt(high, 4, marks, geo, projector)).toEqual({ kind: 'project', id: 'R' });
    const both = placeMarks(viewOf([project('R', 'red', ...at), project('G', 'green', ...at)]), projector);
    expect(pickAt(low, 4, both, geo, projector)).toEqual({ kind: 'project', id: 'R' });
  });

  it('on the mark of a site means the site, and beside it the street', () => {
    const [lon, lat] = labelOf(HONGSHAN) ?? [0, 0];
    const site = { code: 'S-1', name: '一号工地', lon, lat, state: 'over' } as const;
    const marks = placeMarks(viewOf([], { sites: [site] }), projector);
    const at = projector.at([lon, lat]);
    expect(pickAt(at, 4, marks, geo, projector)).toEqual({ kind: 'site', code: 'S-1' });
    expect(pickAt({ x: at.x + 30, y: at.y }, 4, marks, geo, projector)).toEqual({ kind: 'street', code: HONGSHAN });
  });
});

describe('names', () => {
  it('leave their anchors for a mark of high risk, and stay within their street', () => {
    const at = labelOf(HONGSHAN) ?? [0, 0];
    const calm = layOut(geo, viewOf([]), projector, [], measure);
    const still = calm.offsets.get(HONGSHAN) ?? { x: NaN, y: NaN };
    expect(Math.hypot(still.x, still.y)).toBeLessThan(20);
    const marks = placeMarks(viewOf([project('R', 'red', ...at)]), projector);
    const offset = layOut(geo, viewOf([]), projector, marks, measure).offsets.get(HONGSHAN);
    if (offset === undefined) throw new Error('the street has a label');
    expect(Math.hypot(offset.x, offset.y)).toBeGreaterThan(20);
    const { x, y } = projector.at(at);
    expect(pickAt({ x: x + offset.x, y: y + offset.y }, 0, [], geo, projector)).toEqual({
      kind: 'street',
      code: HONGSHAN,
    });
  });

  it('of lake and hill lie on them, and as many landmarks as are wanted are named', () => {
    const { scenery, landmarks, neighbours } = layOut(geo, viewOf([]), projector, [], measure);
    expect(scenery.map((s) => s.name)).toEqual(['玄武湖', '紫金山']);
    for (const { name, at } of scenery) {
      const shape = geo.scenery.features.find((f) => f.properties.name === name)?.geometry;
      const rings = shape?.type === 'Polygon' ? shape.coordinates : [];
      expect(
        isWithin(
          rings.map((r) => r.map(([x, y]) => ({ x, y }))),
          at[0],
          at[1],
        ),
      ).toBe(true);
    }
    expect(landmarks).toHaveLength(3);
    expect(neighbours.map((n) => n.name)).toContain('秦淮区');
  });
});

describe('fills', () => {
  it('go most of the way to the ground where another street is looked at, and are exact otherwise', () => {
    expect(mixed('#000000', '#FFFFFF', 0.5)).toBe('#808080');
    expect(fillsOf(viewOf([])).get(HONGSHAN)).toBe('#2A6F98');
    const dimmed = fillsOf(viewOf([], { selected: HONGSHAN }));
    expect(dimmed.get(HONGSHAN)).toBe('#2A6F98');
    expect(dimmed.get('320102009000')).toBe('#1A3D58');
    expect(fillsOf(viewOf([], { focus: { lon: 118.81, lat: 32.09 } })).get(HONGSHAN)).toBe('#1A3D58');
  });
});

describe('height lines', () => {
  it('lie within one another', () => {
    const hill = geo.scenery.features.find((f) => f.properties.kind === 'hill');
    if (hill === undefined) throw new Error('there is a hill');
    const [outer, inner] = contoursOf(hill, [0.9, 0.4]).map(({ ring }) => ring.map(([x, y]) => ({ x, y })));
    for (const p of inner ?? []) expect(isWithin([outer ?? []], p.x, p.y)).toBe(true);
  });
});

describe('the beacon', () => {
  it('has its callout on the stage, off the names and off itself, wherever it stands', () => {
    const callout = { width: 200, height: 56 };
    const name = { left: 300, right: 400, top: 100, bottom: 150 };
    for (const foot of [
      { x: 320, y: 165 },
      { x: 10, y: 80 },
      { x: 920, y: 600 },
    ]) {
      const place = placeBeacon(foot, callout, stage, [name], { pixelsAMetre: 0.06, rem: 16 });
      const [left, top] = [foot.x + place.callout.x, foot.y + place.callout.y];
      expect(left).toBeGreaterThanOrEqual(0);
      expect(top).toBeGreaterThanOrEqual(56);
      expect(left + callout.width).toBeLessThanOrEqual(stage.width);
      expect(top + callout.height).toBeLessThanOrEqual(stage.height);
      const touches = (b: typeof name): boolean =>
        left < b.right && left + callout.width > b.left && top < b.bottom && top + callout.height > b.top;
      expect(touches(name)).toBe(false);
      expect(touches({ left: foot.x, right: foot.x, top: foot.y, bottom: foot.y })).toBe(false);
    }
  });
});

describe('frames', () => {
  const after = (interval: number, count: number, from: FrameTally = noFrames): FrameTally =>
    Array.from({ length: count }).reduce<FrameTally>((tally) => withFrame(tally, interval), from);

  it('are too few below 24 a second over two seconds, not before', () => {
    expect(isTooSlow(after(50, 39))).toBe(false);
    expect(isTooSlow(after(50, 40))).toBe(true);
    expect(isTooSlow(after(40, 100))).toBe(false);
  });
  it('are judged by the newest two seconds, and a page that was not shown is not slow', () => {
    expect(isTooSlow(after(16, 200, after(50, 30)))).toBe(false);
    expect(isTooSlow(after(50, 60, after(16, 600)))).toBe(true);
    expect(withFrame(noFrames, 60_000)).toEqual(noFrames);
  });
});
