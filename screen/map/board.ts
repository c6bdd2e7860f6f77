import { drawHatch } from '../charts/theme.ts';
import type { GeoData } from '../transport/geo.ts';
import type { Point, Projector } from './camera.rules.ts';
import { labelSize, layOut, type Layout } from './layout.rules.ts';
import { keepClear, placeMarks, type Box, type PlacedMark } from './marks.rules.ts';
import { paintBorders, paintChosen, paintFaces, paintMissing } from './paint/borders.paint.ts';
import { paintGround } from './paint/ground.paint.ts';
import { paintMarks } from './paint/marks.paint.ts';
import type { Sheet } from './paint/pen.ts';
import { paintRelief, reliefOf } from './paint/relief.paint.ts';
import { paintRings, paintSiteNames, paintSquares } from './paint/site.paint.ts';
import { labelPlace, paintLabels, paintNeighbourNames, paintPlaces, widthOf } from './paint/texts.paint.ts';
import { pickAt, type Picked } from './pick.rules.ts';
import type { MapView } from './view.ts';

/** Beyond two device pixels a pixel nothing is seen, and the sheets grow fourfold. */
const DENSEST = 2;

/**
 * Two sheets, below and above the bodies, for all that is flat: ground, lake and hill, borders, marks and names. A sheet
 * costs nothing while nothing changes, has smooth edges on a processor too (where those of the bodies have none), and is
 * the same over the three-dimensional and the flat map.
 */
export class Board {
  readonly under = document.createElement('canvas');
  readonly over = document.createElement('canvas');
  private readonly relief;
  private layout: Layout = { offsets: new Map(), scenery: [], landmarks: [], neighbours: [] };
  private marks: readonly PlacedMark[] = [];
  private hatch: CanvasPattern | null = null;
  private hatchRem = 0;

  /** The faces of the streets are on the sheet above, unless what lies between the sheets has them. */
  hasFaces = true;

  constructor(private readonly geo: GeoData) {
    this.relief = reliefOf(geo);
    this.under.className = 'map-under';
    this.over.className = 'map-over';
  }

  /** Finds places for the names under a camera; they keep them while it moves. */
  layOut(view: MapView, projector: Projector): void {
    const pen = this.over.getContext('2d');
    if (pen === null) return;
    const measure = (text: string, role: Parameters<typeof widthOf>[2]): number => widthOf(pen, text, role, view.rem);
    this.layout = layOut(this.geo, view, projector, placeMarks(view, projector), measure);
  }

  draw(view: MapView, projector: Projector): void {
    this.drawUnder(view, projector);
    this.drawOver(view, projector);
  }

  drawOver(view: MapView, projector: Projector): void {
    const sheet = freshSheet(this.over, projector, view.rem);
    if (sheet === null) return;
    const names = view.streets.flatMap(({ code }) => this.nameBox(code, view, projector) ?? []);
    this.marks = keepClear(placeMarks(view, projector), names, view.rem);
    if (this.hasFaces) paintFaces(sheet, this.geo, view);
    // Near a site the ground says nothing of figures.
    if (view.focus === null) paintMissing(sheet, this.geo, view, this.hatchFor(sheet, view.rem));
    if (view.focus !== null) paintSquares(sheet, view.focus);
    paintRelief(sheet, this.relief);
    paintBorders(sheet, this.geo);
    paintChosen(sheet, this.geo, view.selected);
    if (view.focus !== null) paintRings(sheet, view.focus, view.rem);
    paintPlaces(sheet, this.layout, view.rem);
    const high = this.marks.findIndex((m) => m.shape === 'diamond');
    const split = high === -1 ? this.marks.length : high;
    paintMarks(sheet.pen, this.marks.slice(0, split), view.rem);
    if (view.focus === null) paintLabels(sheet, this.geo, view, this.layout);
    paintMarks(sheet.pen, this.marks.slice(split), view.rem);
    if (view.focus !== null) paintSiteNames(sheet, view);
  }

  pick(point: Point, reach: number, projector: Projector): Picked | null {
    return pickAt(point, reach, this.marks, this.geo, projector);
  }

  /** What a street's label covers of the stage. */
  nameBox(code: string, view: MapView, projector: Projector): Box | null {
    const pen = this.over.getContext('2d');
    const middle = labelPlace(projector, this.geo, this.layout, code);
    if (pen === null || middle === null || view.focus !== null) return null;
    const { width, height } = labelSize(view, code, (text, role) => widthOf(pen, text, role, view.rem));
    const [half, tall] = [width / 2, height / 2];
    return { left: middle.x - half, right: middle.x + half, top: middle.y - tall, bottom: middle.y + tall };
  }

  private drawUnder(view: MapView, projector: Projector): void {
    const sheet = freshSheet(this.under, projector, view.rem);
    if (sheet === null) return;
    paintGround(sheet, this.geo, view.focus === null);
    paintNeighbourNames(sheet, this.layout, view.rem);
  }

  private hatchFor({ pen }: Sheet, rem: number): CanvasPattern | null {
    if (this.hatchRem === rem) return this.hatch;
    const tile = drawHatch(rem);
    this.hatchRem = rem;
    this.hatch = tile === null ? null : pen.createPattern(tile, 'repeat');
    return this.hatch;
  }
}

/** The sheet wiped, of the stage's size, drawn on in CSS pixels. */
function freshSheet(canvas: HTMLCanvasElement, projector: Projector, rem: number): Sheet | null {
  const pen = canvas.getContext('2d');
  if (pen === null) return null;
  const density = Math.min(DENSEST, window.devicePixelRatio);
  const [width, height] = [Math.round(projector.stage.width * density), Math.round(projector.stage.height * density)];
  // Setting a canvas' size empties it, and takes memory anew: only when it changes.
  if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.clearRect(0, 0, width, height);
  pen.setTransform(density, 0, 0, density, 0, 0);
  return { pen, projector, unit: rem / 16 };
}
