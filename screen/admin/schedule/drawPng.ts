import type { BaselineTask, Plan, ScheduleContent } from '../../../contracts/schedules.ts';
import { dayOf, idlenessOf, type Day } from '../../gantt/days.rules.ts';
import { linesOf, type GanttLine } from '../../gantt/lines.rules.ts';
import { drawIdle, drawShape, drawToday, type Pen } from '../../gantt/pen.ts';
import { spanOf, ticksOf, widthOf, type Scale } from '../../gantt/scale.rules.ts';
import { linkLines, linkShapes, rowShapes } from '../../gantt/shapes.rules.ts';
import { lightColours } from '../../tokens/colours.ts';
import { fontFamily } from '../../tokens/scale.ts';
import { scheduleWords as words } from '../../words/schedules.ts';

export interface Drawing {
  readonly title: string;
  readonly content: ScheduleContent;
  readonly plan: Plan;
  readonly agreed: readonly BaselineTask[] | undefined;
  readonly closed: ReadonlySet<number>;
  readonly dayWidth: number;
  readonly today: Day;
}
const look = { rowHeight: 26, barHeight: 12 };
const [NAMES, TITLE, HEAD, EDGE] = [420, 44, 44, 20];
/** What browsers still draw on one canvas. */
const MOST_PIXELS = 16_000;
function drawNames(pen: Pen, lines: readonly GanttLine[]): void {
  lines.forEach(({ task, planned, depth }, row) => {
    const y = row * look.rowHeight + look.rowHeight / 2;
    pen.fillStyle = planned.critical && task.kind !== 'summary' ? lightColours.acc : lightColours.t1;
    pen.font = `${task.kind === 'summary' ? 700 : 400} 13px ${fontFamily}`;
    pen.textAlign = 'left';
    pen.fillText(`${task.wbs}  ${task.name}`, EDGE + depth * 16, y, NAMES - 190 - depth * 16);
    pen.font = `400 12px ${fontFamily}`;
    pen.fillStyle = lightColours.t2;
    pen.textAlign = 'right';
    pen.fillText(planned.start ?? '—', NAMES - 96, y);
    pen.fillText(planned.finish ?? '—', NAMES - 10, y);
  });
}

function drawTicks(pen: Pen, scale: Scale, height: number): void {
  const { upper, lower } = ticksOf(scale);
  pen.font = `400 12px ${fontFamily}`;
  pen.fillStyle = lightColours.t2;
  pen.strokeStyle = lightColours.line;
  pen.textAlign = 'left';
  for (const { x, width, text } of upper) {
    pen.strokeRect(x, 0, width, HEAD / 2);
    if (width > 60) pen.fillText(text, x + 6, HEAD / 4);
    pen.beginPath();
    pen.moveTo(x, HEAD);
    pen.lineTo(x, height);
    pen.stroke();
  }
  pen.textAlign = 'center';
  for (const { x, width, text } of lower) if (width >= 18) pen.fillText(text, x + width / 2, (HEAD * 3) / 4);
}

/** The open rows of a schedule as a picture, in the light theme; null: they are too many for one. */
export async function drawPng(drawing: Drawing): Promise<Blob | null> {
  const { content, plan, agreed, closed, today } = drawing;
  const lines = linesOf({ content, plan, closed, agreed });
  const days = (agreed ?? []).flatMap(({ start, finish }) => [start, finish]);
  const [from, to] = spanOf(content.frame, [plan], days);
  const scale: Scale = { from, to, dayWidth: Math.min(drawing.dayWidth, (MOST_PIXELS - NAMES) / (to - from + 1)) };
  const plot = lines.length * look.rowHeight;
  const [width, height] = [NAMES + widthOf(scale) + EDGE, TITLE + HEAD + plot + EDGE];
  if (height > MOST_PIXELS) return null;
  const canvas = new OffscreenCanvas(width, height);
  const pen = canvas.getContext('2d') as unknown as Pen | null;
  if (pen === null) return null;
  pen.fillStyle = lightColours.s1;
  pen.fillRect(0, 0, width, height);
  pen.textBaseline = 'middle';
  pen.fillStyle = lightColours.t1;
  pen.font = `700 18px ${fontFamily}`;
  pen.fillText(drawing.title, EDGE, TITLE / 2);
  pen.translate(NAMES, TITLE);
  drawTicks(pen, scale, HEAD + plot);
  pen.translate(0, HEAD);
  const own = content.calendars.find(({ code }) => code === content.frame.calendarCode);
  if (own !== undefined) drawIdle(pen, idlenessOf(own), scale, [from, to], [0, plot]);
  for (const line of linkLines(content.links, lines, plan))
    linkShapes(line, lines, scale, look).forEach((one) => drawShape(pen, one));
  lines.forEach((line, row) => {
    const lateTo = line.planned.lateFinish === null ? null : dayOf(line.planned.lateFinish);
    for (const shape of rowShapes(line, row * look.rowHeight, scale, look, lateTo)) drawShape(pen, shape);
  });
  drawToday(pen, scale, today, [0, plot]);
  pen.translate(-NAMES, 0);
  drawNames(pen, lines);
  pen.textAlign = 'left';
  pen.fillStyle = lightColours.t3;
  pen.fillText(`${words.columns.name}`, EDGE, -HEAD / 4);
  return canvas.convertToBlob({ type: 'image/png' });
}
