import type { EChartsCoreOption } from 'echarts/core';
import type { Curve } from '../../contracts/history.ts';
import type { Limit } from '../../contracts/limits.ts';
import { environmentOption } from '../../screen/charts/environment.option.ts';
import { fundsOption } from '../../screen/charts/funds.option.ts';
import { planActualOption } from '../../screen/charts/planActual.option.ts';
import { sampleBaseFen, sampleMonths, sampleNow as now, sampleWeeks, sampleYear } from '../../screen/charts/samples.ts';
import type { ChartInk } from '../../screen/charts/theme.ts';
import { HOUR_MS, MINUTE_MS } from '../../screen/format/time.ts';
import { BODY_METRES } from '../../screen/map/heights.ts';
import type { MapView } from '../../screen/map/view.ts';
import { ramps } from '../../screen/tokens/colours.ts';
import type { GeoData } from '../../screen/transport/geo.ts';

/** As many as stand on no page of the product: twelve charts of its own kinds, each with other data every second. */
export const CHARTS = 12;

const POINTS = 720;
const limit: Limit = {
  code: 'noise-day',
  metric: 'noise',
  value: 70,
  windowMinutes: 60,
  daypart: 'day',
  basis: 'absolute',
  label: 'day',
  source: 'GB 12523-2025',
  effectiveFrom: 0,
  effectiveTo: null,
};

/** A day in steps of two minutes, as the overview draws it. */
function noiseCurve(phase: number): Curve {
  const steps = Array.from({ length: POINTS }, (_, i) => i);
  const value = (i: number): number => 56 + 12 * Math.sin((i + phase) / 45) + 3 * Math.sin((i + phase) / 4);
  const from = now - 24 * HOUR_MS;
  return {
    metric: 'noise',
    unit: 'dB(A)',
    from,
    to: now,
    bucketMs: 2 * MINUTE_MS,
    source: 'm1',
    at: steps.map((i) => from + 2 * i * MINUTE_MS),
    mean: steps.map(value),
    min: steps.map((i) => value(i) - 3),
    max: steps.map((i) => value(i) + 3),
    count: steps.map(() => 60),
  };
}

/** What chart `index` shows in second `tick`. */
export function optionAt(index: number, tick: number, ink: ChartInk): EChartsCoreOption {
  const wave = 0.05 * Math.sin(tick / 3 + index);
  if (index % 3 === 0)
    return environmentOption({ curve: noiseCurve(tick + 60 * index), limits: [limit], range: 'day', ink });
  if (index % 3 === 1) return planActualOption({ weeks: sampleWeeks(0.1 + wave), ...sampleYear, now, ink });
  return fundsOption({ months: sampleMonths(0.95 + wave), baseFen: sampleBaseFen, now, ink });
}

/** The extruded district, its fills standing still, with one beacon. */
export function viewOf({ streets }: GeoData, rem: number): MapView {
  const ramp = ramps.rate;
  return {
    streets: streets.features.map(({ properties: { code = '', name } }, i) => ({
      code,
      name,
      fill: ramp[i % ramp.length] ?? null,
      text: String(80 + i),
    })),
    sites: [],
    projects: [],
    beacon: { lon: 118.79, lat: 32.06, title: 'TSP 523', text: 'bench' },
    focus: null,
    nightly: false,
    selected: null,
    measure: 'bench',
    rem,
    bodyMetres: BODY_METRES,
    landmarks: 3,
  };
}
