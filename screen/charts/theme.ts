import { colours, type Palette } from '../tokens/colours.ts';
import { fontFamily, typeScale } from '../tokens/scale.ts';

/** What every chart shares. Canvas text reads the page's own rem (spec 2.3). */
export interface ChartInk {
  readonly rem: number;
  readonly role: 'wall' | 'tablet';
  /** A hatched tile for gaps; drawn once by the page, absent where there is no canvas. */
  readonly hatch: HTMLCanvasElement | null;
  /** The dark theme unless told. */
  readonly palette?: Palette;
}

export const paletteOf = (ink: ChartInk): Palette => ink.palette ?? colours;

export const textOf = (ink: ChartInk, colour: string = paletteOf(ink).t3) => ({
  color: colour,
  fontFamily,
  fontSize: Math.round(typeScale.note[ink.role] * ink.rem),
});

/** The fill of a stretch without data. */
export const gapFill = (ink: ChartInk) =>
  ink.hatch === null ? paletteOf(ink).tolerance : { image: ink.hatch, repeat: 'repeat' as const };

/** What ECharts would otherwise draw in its own colours and type: the tokens as an ECharts theme. */
export const echartsTheme = (palette: Palette = colours) => ({
  color: [palette.acc, palette.plan, palette.extra1, palette.extra2],
  backgroundColor: 'transparent',
  animation: false,
  textStyle: { fontFamily, color: palette.t3 },
  ...Object.fromEntries(
    ['timeAxis', 'valueAxis', 'categoryAxis'].map((axis) => [
      axis,
      {
        axisLine: { show: false },
        axisTick: { show: false },
        axisLabel: { color: palette.t3 },
        splitLine: { lineStyle: { color: palette.line } },
      },
    ]),
  ),
});

/** 135 degree hatch of spec 4, in canvas pixels of this screen. */
export function drawHatch(rem: number, palette: Palette = colours): HTMLCanvasElement | null {
  const size = Math.max(8, Math.round(rem * 0.6));
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = size;
  const pen = canvas.getContext('2d');
  if (pen === null) return null;
  pen.strokeStyle = palette.hatch;
  pen.lineWidth = 1;
  for (const shift of [-size, 0, size]) {
    pen.moveTo(shift, 0);
    pen.lineTo(shift + size, size);
  }
  pen.stroke();
  return canvas;
}
