import type { Point, Stage } from './camera.rules.ts';
import type { Box } from './marks.rules.ts';

/** Radii of the rings on the ground, in metres (spec 5), and what they are at least on a small map, in rem. */
const RING_METRES = [150, 300, 480] as const;
const LEAST_REM = [0.75, 1.4, 2.2] as const;
/** What the callout keeps free: the edges of the stage, the switch above the map, and the beacon's own rings. */
const EDGE_REM = { top: 3.75, side: 0.5, foot: 1 };
/** Middle of the callout above the foot, in rem, best first. */
const RISES_REM = [5, 6.5, 3.5, 2, 8, 0, -3.5] as const;
const GAPS_REM = [1, 3, 6, 10, -6] as const;

export interface BeaconPlace {
  readonly rings: readonly number[];
  /** Left and top edge of the callout, and where its leader ends, all from the beacon's foot. */
  readonly callout: Point;
  readonly leader: Point;
}

/** The place round the foot where the callout covers least of the streets' names. */
export function placeBeacon(
  foot: Point,
  callout: { readonly width: number; readonly height: number },
  stage: Stage,
  names: readonly Box[],
  { pixelsAMetre, rem }: { readonly pixelsAMetre: number; readonly rem: number },
): BeaconPlace {
  const rings = RING_METRES.map((metres, i) => Math.max(metres * pixelsAMetre, (LEAST_REM[i] ?? 0) * rem));
  const own = { x: 1.25 * rem, y: 1.25 * rem };
  let best = { x: 0, y: 0, cost: Infinity };
  for (const side of foot.x < stage.width / 2 ? [-1, 1] : [1, -1])
    for (const [near, gap] of GAPS_REM.entries())
      for (const [rank, rise] of RISES_REM.entries()) {
        const x = within(
          side === -1 ? foot.x - gap * rem - callout.width : foot.x + gap * rem,
          EDGE_REM.side * rem,
          stage.width - EDGE_REM.side * rem - callout.width,
        );
        const y = within(
          foot.y - rise * rem - callout.height / 2,
          EDGE_REM.top * rem,
          stage.height - EDGE_REM.foot * rem - callout.height,
        );
        const box = { left: x, top: y, right: x + callout.width, bottom: y + callout.height };
        const mark = { left: foot.x - own.x, right: foot.x + own.x, top: foot.y - own.y, bottom: foot.y + own.y };
        const hidden = names.reduce((sum, name) => sum + overlap(box, name), 0) / (rem * rem);
        const cost = (hidden > 0 ? 6 : 0) + hidden + 20 * (overlap(box, mark) / (rem * rem)) + 0.6 * rank + 0.8 * near;
        if (cost < best.cost) best = { x: x - foot.x, y: y - foot.y, cost };
      }
  const leader = { x: within(0, best.x, best.x + callout.width), y: within(0, best.y, best.y + callout.height) };
  return { rings, callout: { x: best.x, y: best.y }, leader };
}

const within = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value));
const overlap = (a: Box, b: Box): number =>
  Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) *
  Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));
