import type { CustomSeriesOption, LineSeriesOption } from 'echarts/charts';
import type { EChartsCoreOption } from 'echarts/core';
import { describe, expect, it } from 'vitest';
import type { Milestone } from '../../contracts/projects.ts';
import { colours, lightColours } from '../tokens/colours.ts';
import { elapsedOf, fundsOption } from './funds.option.ts';
import { fundsKeys } from './keys.ts';
import { ganttOption } from './gantt.option.ts';
import { linesOf } from './gantt.rules.ts';
import { planActualOption } from './planActual.option.ts';
import { sampleBaseFen, sampleMilestones, sampleMonths, sampleNow as now, sampleWeeks, sampleYear } from './samples.ts';
import type { ChartInk } from './theme.ts';
import { fundsTwin, ganttTwin, planActualTwin } from './twin.ts';

const ink: ChartInk = { rem: 16, role: 'wall', hatch: null };
const seriesOf = <T>(option: EChartsCoreOption): T[] => option['series'] as T[];
const WEEK = 7 * 86_400_000;

describe('plan against actual', () => {
  const draw = (weeks = sampleWeeks(0.03), at = now): EChartsCoreOption =>
    planActualOption({ weeks, ...sampleYear, now: at, ink });
  const [, , plan, actual] = seriesOf<LineSeriesOption>(draw());
  const actualOf = (weeks = sampleWeeks(0.03), at = now) => seriesOf<LineSeriesOption>(draw(weeks, at))[3];
  const spansOf = (line: LineSeriesOption | undefined): unknown[] => line?.markArea?.data ?? [];

  it.each([
    ['normal', draw()],
    ['empty', draw([])],
    ['unreported', draw(sampleWeeks(0.03, (week) => week > 20 && week < 27))],
    ['stale', draw(sampleWeeks(0.03, (week) => week > 40))],
    ['behind the tolerance', draw(sampleWeeks(0.2))],
  ])('is drawn as it was: %s', (_, option) => expect(option).toMatchSnapshot());

  it('draws actual solid, 3 px, and plan dashed, 2 px', () => {
    expect(actual?.lineStyle).toEqual({ color: colours.acc, width: 3 });
    expect(plan?.lineStyle).toMatchObject({ color: colours.plan, width: 2, type: expect.any(Array) as number[] });
  });
  it('keeps its band within 0 and 100 and five points each way', () => {
    const [low, span] = seriesOf<LineSeriesOption>(draw());
    const column = (line: LineSeriesOption | undefined): number[] =>
      (line?.data ?? []).map((point) => (point as [number, number])[1]);
    expect(Math.min(...column(low))).toBe(0);
    expect(column(low).every((from, i) => from + (column(span)[i] ?? 0) <= 100.01)).toBe(true);
    expect(Math.max(...column(span))).toBeCloseTo(10, 5);
  });
  it('breaks the line at weeks without a report and says so', () => {
    const line = actualOf(sampleWeeks(0.03, (week) => week > 20 && week < 27));
    expect(line?.connectNulls).toBe(false);
    expect((line?.data ?? []).slice(21, 27)).toEqual(
      Array.from({ length: 6 }, () => [expect.any(Number) as number, null]),
    );
    expect(spansOf(line)).toHaveLength(1);
    expect(spansOf(line)[0]).toMatchObject([{ name: '未报送', label: { position: 'insideBottom' } }, {}]);
  });
  it('waits three weeks before it calls the newest week unreported', () => {
    const twoMissing = (week: number): boolean => week > 44;
    expect(spansOf(actualOf(sampleWeeks(0.03, twoMissing)))).toHaveLength(0);
    expect(spansOf(actualOf(sampleWeeks(0.03, (week) => week > 40)))).toHaveLength(1);
  });
  it('draws nothing for a project that nobody ever reported, and hatches all of it', () => {
    const line = actualOf(sampleWeeks(0.03, () => true));
    expect(line?.markPoint?.data).toEqual([]);
    expect(spansOf(line)).toHaveLength(1);
  });
  it('marks today only while it lies within the year', () => {
    expect(actual?.markLine?.data).toEqual([{ xAxis: now + 8 * 3_600_000 }]);
    expect(actualOf(sampleWeeks(0), sampleYear.to + WEEK)?.markLine).toBeUndefined();
  });
  it('is drawn in the colours of the ground it stands on', () => {
    const option = planActualOption({
      weeks: sampleWeeks(0),
      ...sampleYear,
      now,
      ink: { ...ink, palette: lightColours },
    });
    expect(seriesOf<LineSeriesOption>(option)[3]?.lineStyle?.color).toBe(lightColours.acc);
  });
  it('says the same in its table', () => {
    const { columns, rows } = planActualTwin(
      sampleWeeks(0.03, (week) => week === 45),
      now,
    );
    expect(columns).toHaveLength(4);
    expect(rows).toHaveLength(52);
    expect(rows[46]).toEqual(['2026-01-05', '0.0%', '0.0%', '0.0']);
    expect(rows.at(-1)).toEqual(['2026-12-28', '—', '100.0%', '—']);
    expect(rows[0]?.[0]).toBe('2026-11-23');
    expect(rows.find(([week]) => week === '2026-11-16')?.[1]).toBe('未报送');
  });
});

/** A place to draw on: 10 px a unit sideways, 1 px a percent upwards. */
const api = (values: readonly number[]) => ({
  value: (i: number) => values[i] ?? 0,
  coord: ([x, y]: readonly number[]) => [(x ?? 0) * 10, 100 - (y ?? 0)],
  size: () => [10, 1],
});
type Render = (params: unknown, api: unknown) => { style: { fill: string }; shape: Record<string, number> };
const drawnBy = (series: CustomSeriesOption | undefined): ReturnType<Render>[] =>
  ((series?.data ?? []) as number[][]).map((values, dataIndex) =>
    (series?.renderItem as unknown as Render)({ dataIndex }, api(values)),
  );

describe('funds', () => {
  const draw = (months = sampleMonths(0.93)): EChartsCoreOption =>
    fundsOption({ months, baseFen: sampleBaseFen, now, ink });
  const parts = (months = sampleMonths(0.93)) =>
    seriesOf<CustomSeriesOption>(draw(months)) as [CustomSeriesOption, CustomSeriesOption, CustomSeriesOption];

  it.each([
    ['normal', draw()],
    ['empty', draw([])],
    ['stale', draw(sampleMonths(0.93, 7))],
    ['over the base', draw(sampleMonths(1.3))],
    ['without a plan', draw(sampleMonths(0.93, 11, false))],
  ])('is drawn as it was: %s', (_, option) => expect(option).toMatchSnapshot());

  it('draws a bar a month that has begun, the current one in the accent', () => {
    const bars = drawnBy(parts()[0]);
    expect(bars).toHaveLength(11);
    expect(bars.map((bar) => bar.style.fill)).toEqual([
      ...Array.from({ length: 10 }, () => colours.data3),
      colours.acc,
    ]);
    expect(bars.at(-1)?.shape['height']).toBeCloseTo(100 * (11 / 12) ** 1.15 * 0.93, 0);
  });
  it('draws a white tick a month for the plan, and none without one', () => {
    const ticks = drawnBy(parts()[1]);
    expect(ticks).toHaveLength(12);
    expect(ticks[0]?.style.fill).toBe(colours.mark);
    expect(parts(sampleMonths(1, 11, false))[1].data).toEqual([]);
  });
  it('hatches months that are over and have no figure', () => {
    const [, , elapsed] = seriesOf<LineSeriesOption>(draw(sampleMonths(0.93, 7)));
    expect(elapsed?.markArea?.data).toEqual([[{ xAxis: 7, name: '缺测' }, { xAxis: 10 }]]);
    expect(elapsed?.data).toEqual([
      [0, 0],
      [12, 100],
    ]);
  });
  it('makes room above 100 where more than the base was paid', () => {
    expect(draw()['yAxis']).toMatchObject({ max: 100 });
    expect(draw(sampleMonths(1.3))['yAxis']).toMatchObject({ max: 125 });
  });
  it('says where the diagonal of the time stands', () => {
    expect(elapsedOf(sampleMonths(1), Date.parse('2026-07-01T00:00:00+08:00'))).toBe(50);
    expect(elapsedOf(sampleMonths(1), 0)).toBe(0);
    expect(elapsedOf([], now)).toBeNull();
  });
  it('draws no share of nothing', () => {
    const [bars] = seriesOf<CustomSeriesOption>(fundsOption({ months: sampleMonths(1), baseFen: '0', now, ink }));
    expect(bars?.data).toEqual([]);
  });
  it('draws funds that arrived as steps, and none where finance tells of none', () => {
    const months = sampleMonths(0.93).map((month, i) => ({ ...month, arrivedFen: i < 11 ? sampleBaseFen : null }));
    const lines = seriesOf<LineSeriesOption>(draw(months));
    expect(lines).toHaveLength(4);
    expect(lines.at(-1)?.data?.slice(0, 3)).toEqual([
      [0, 100],
      [1, 100],
      [1, 100],
    ]);
    expect(lines.at(-1)?.data).toHaveLength(22);
    expect(fundsKeys(months).map(({ name }) => name)).toEqual(['累计支付', '拨付到位', '用款计划', '序时']);
    expect(fundsKeys(sampleMonths(0.93)).map(({ name }) => name)).toEqual(['累计支付', '用款计划', '序时']);
    const twin = fundsTwin(months, sampleBaseFen);
    expect(twin.columns[2]).toBe('拨付到位');
    expect(twin.rows[11]?.slice(0, 3)).toEqual(['2026-12', '—', '—']);
  });
  it('says the same in its table', () => {
    const { rows } = fundsTwin(sampleMonths(0.93), sampleBaseFen);
    expect(rows[11]).toEqual(['2026-12', '—', '100.0%', '100.0%']);
    expect(rows[10]).toEqual(['2026-11', '84.1%', '90.9%', '91.7%']);
  });
});

describe('schedule', () => {
  const draw = (milestones: readonly Milestone[] = sampleMilestones): EChartsCoreOption =>
    ganttOption({ milestones, now, ink });
  const shapesOf = (i: number, milestones = sampleMilestones) => {
    const [work] = seriesOf<CustomSeriesOption>(draw(milestones));
    const place = { coord: ([x]: readonly number[]) => [(x ?? 0) / 86_400_000, 50], value: () => 0 };
    const render = work?.renderItem as unknown as (
      params: unknown,
      api: unknown,
    ) => { children: { type: string; style: Record<string, unknown> }[] };
    return render({ dataIndex: i }, place).children;
  };
  const labelOf = (i: number): string => {
    const axis = draw()['yAxis'] as { axisLabel: { formatter: (i: number) => string } };
    return axis.axisLabel.formatter(i);
  };

  it.each([
    ['normal', draw()],
    ['empty', draw([])],
    ['over time', draw(sampleMilestones.slice(4, 5))],
  ])('is drawn as it was: %s', (_, option) => expect(option).toMatchSnapshot());
  it.each(sampleMilestones.map((milestone, i) => [milestone.name, i] as const))('draws %s as it did', (_, i) =>
    expect(shapesOf(i)).toMatchSnapshot(),
  );

  it('draws the baseline beneath, the work above, and red past the planned end', () => {
    expect(shapesOf(0).map((shape) => shape.style['fill'])).toContain(colours.plan);
    const late = shapesOf(4).map((shape) => shape.style['fill']);
    expect(late).toEqual([colours.plan, colours.accD, colours.data2, colours.over]);
  });
  it('guesses no start: work to come is its baseline alone', () => expect(shapesOf(7)).toHaveLength(1));
  it('hatches work whose share nobody reported', () =>
    expect(shapesOf(6).map((shape) => shape.style['fill'])).toContain(colours.tolerance));
  it('draws an event as a diamond, filled once it has happened', () => {
    expect(shapesOf(3)).toMatchObject([{ type: 'polygon', style: { fill: colours.mark } }]);
    expect(shapesOf(8)).toMatchObject([{ type: 'polygon', style: { fill: colours.bg } }]);
  });
  it('prints the percent left of the plot, a dash where there is none', () => {
    expect(labelOf(0)).toBe('{shut|施工许可与进场}{share|100%}');
    expect(labelOf(4)).toBe('{open|外立面出新}{late|88%}');
    expect(labelOf(6)).toBe('{open|公共照明与监控}{share|—}');
    expect(labelOf(7)).toBe('{open|绿化补植}{share|—}');
  });
  it('breaks a long name instead of cutting it', () =>
    expect(linesOf('锁金四村等老旧小区地下管网改造工程', 11)).toEqual(['锁金四村等老旧小区地下', '管网改造工程']));
  it('says the same in its table', () => {
    const { rows } = ganttTwin(sampleMilestones, now);
    expect(rows[4]).toEqual(['外立面出新', '2026-06-10 至 2026-11-10', '2026-06-18 至 —', '88%　超期']);
    expect(rows[8]).toEqual(['竣工验收', '2027-01-18', '—', '—']);
  });
});
