import { siteStates } from '../live/selectors.ts';
import type { Point, Projector } from './camera.rules.ts';
import { lightOrder, projectMarks, siteMarks, type MarkStyle } from './marks.ts';
import type { MapView } from './view.ts';

/** A mark where it is drawn, in pixels of the stage. */
export interface PlacedMark extends MarkStyle, Point {
  /** Project behind the mark; null for a site and for several projects drawn as one. */
  readonly id: string | null;
  /** Site behind the mark. */
  readonly site?: string;
  readonly text: string;
  /** Place in the drawing order. */
  readonly rank: number;
}
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Above so many projects those with low risk are drawn together (spec 5). */
export const CLUSTER_ABOVE = 300;
/** Side of the square, in px at 16 px a rem, whose projects become one mark. */
const CLUSTER_CELL = 52;
/** Fewer than this keep their own marks. */
const CLUSTER_OF = 3;
const NUMBERED = { diamond: 34, triangle: 31, square: 25, circle: 25, ring: 25 } as const;
/** Beside a list of cards the map is read from near and touched: marks without a number grow too. */
const NEAR = 1.7;
/** A mark that would have to go farther than this, in rem, stays under the name. */
const FARTHEST_REM = 2;
const GREEN = lightOrder.indexOf('green');
const RED = lightOrder.indexOf('red');

/** Sites below projects, low risk below high; cards that come first in the list lie on top of those after them. */
export function placeMarks(view: MapView, { at }: Projector): PlacedMark[] {
  const unit = view.rem / 16;
  const isNear = view.projects.some((p) => p.label !== undefined);
  const sites = view.sites.map((site): PlacedMark => {
    const style = siteMarks[site.state];
    const rank = -1 - siteStates.indexOf(site.state);
    return {
      ...style,
      ...at([site.lon, site.lat]),
      size: style.size * unit,
      id: null,
      site: site.code,
      text: '',
      rank,
    };
  });
  const projects = view.projects.map((project): PlacedMark => {
    const light = project.light ?? 'none';
    const style = projectMarks[light];
    const size = project.label === undefined ? style.size * (isNear ? NEAR : 1) : NUMBERED[style.shape];
    const place = at([project.lon, project.lat]);
    const rank = lightOrder.indexOf(light);
    return { ...style, ...place, size: size * unit, id: project.id, text: project.label ?? '', rank };
  });
  const isCrowded = view.projects.length > CLUSTER_ABOVE;
  const apart = isCrowded ? clustered(projects, CLUSTER_CELL * unit, unit) : spreadApart(projects);
  const drawn = [...sites, ...apart];
  return drawn.sort((a, b) => a.rank - b.rank || Number(b.text || Infinity) - Number(a.text || Infinity));
}

/** Marks of two projects may cover each other by a fifth of where they would just touch. */
const APART = 0.8;
const SPREAD_ROUNDS = 8;

/**
 * Moves marks that lie on each other apart, so that two projects in one place are two marks: each goes half of the way, or
 * all of it where the other one is red and stays. Which goes where follows from the ids alone; nothing jumps between frames.
 */
export function spreadApart(marks: readonly PlacedMark[]): PlacedMark[] {
  const moved = marks.map((mark) => ({ ...mark })).sort((a, b) => (a.id ?? '').localeCompare(b.id ?? ''));
  const pairs = moved.flatMap((a, i) => moved.slice(i + 1).map((b) => [a, b] as const));
  let isStill = false;
  for (let round = 0; round < SPREAD_ROUNDS && !isStill; round += 1) {
    isStill = true;
    for (const [a, b] of pairs) {
      const wanted = (APART * (a.size + b.size)) / 2;
      const [dx, dy] = [b.x - a.x, b.y - a.y];
      const far = Math.hypot(dx, dy);
      // What rounding leaves is no reason for another round.
      if (far >= wanted - 0.01) continue;
      isStill = false;
      // Two on exactly one point stand side by side.
      const [east, south] = far === 0 ? [1, 0] : [dx / far, dy / far];
      const share = a.rank === b.rank || (a.rank !== RED && b.rank !== RED) ? 0.5 : a.rank === RED ? 0 : 1;
      const way = wanted - far;
      [a.x, a.y] = [a.x - east * way * share, a.y - south * way * share];
      [b.x, b.y] = [b.x + east * way * (1 - share), b.y + south * way * (1 - share)];
    }
  }
  return moved;
}

function clustered(marks: readonly PlacedMark[], cell: number, unit: number): PlacedMark[] {
  const isLow = (m: PlacedMark): boolean => m.rank <= GREEN && m.text === '';
  const cells = new Map<string, PlacedMark[]>();
  for (const mark of marks.filter(isLow)) {
    const key = `${Math.floor(mark.x / cell)}/${Math.floor(mark.y / cell)}`;
    cells.set(key, [...(cells.get(key) ?? []), mark]);
  }
  const joined = [...cells.values()].flatMap((group): PlacedMark[] => {
    if (group.length < CLUSTER_OF) return group;
    const mean = (axis: 'x' | 'y'): number => group.reduce((sum, m) => sum + m[axis], 0) / group.length;
    const size = (15 + 3 * Math.log2(group.length)) * unit;
    const text = String(group.length);
    return [{ ...projectMarks.green, x: mean('x'), y: mean('y'), size, id: null, text, rank: GREEN }];
  });
  return [...joined, ...marks.filter((m) => !isLow(m))];
}

/**
 * Moves marks out of the way of names, by the shortest way. A mark of high risk stays where its project is: the beacon
 * points there, and it is drawn over the name.
 */
export function keepClear(marks: readonly PlacedMark[], names: readonly Box[], rem: number): PlacedMark[] {
  return marks.map((mark) => {
    if (mark.rank === RED) return mark;
    const half = mark.size / 2;
    const name = names.find(
      (b) => mark.x > b.left - half && mark.x < b.right + half && mark.y > b.top - half && mark.y < b.bottom + half,
    );
    if (name === undefined) return mark;
    const ways: Point[] = [
      { x: name.left - half - mark.x, y: 0 },
      { x: name.right + half - mark.x, y: 0 },
      { x: 0, y: name.top - half - mark.y },
      { x: 0, y: name.bottom + half - mark.y },
    ];
    const way = ways.reduce((best, w) => (Math.hypot(w.x, w.y) < Math.hypot(best.x, best.y) ? w : best));
    if (Math.hypot(way.x, way.y) > FARTHEST_REM * rem) return mark;
    return { ...mark, x: mark.x + way.x, y: mark.y + way.y };
  });
}
