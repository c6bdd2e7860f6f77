import { computed, ref, watch, type Ref } from 'vue';
import { metricFacts, type Metric } from '../../contracts/metrics.ts';
import { drawableLimits, isInForce, type RangeKey } from '../charts/curve.rules.ts';
import { environmentOption, limitsInside } from '../charts/environment.option.ts';
import { drawHatch } from '../charts/theme.ts';
import { measures } from '../live/measures.ts';
import { rankStreets } from '../live/selectors.ts';
import { useCurve } from '../live/useCurve.ts';
import { useLimits } from '../live/useLimits.ts';
import { useWatched } from '../live/useSelection.ts';
import { useSurface } from '../ui/surface.ts';
import { useSize } from '../ui/useSize.ts';
import { bucketText, chartWords } from '../words/wall.ts';

/** The plot's width is asked for in steps, so that a drag of the window does not read the history at every pixel. */
const WIDTH_STEP = 50;
const WIDTH = { least: 200, most: 4000 };

/** Without a selection: the street with the most dust when the page opened; it does not jump about afterwards. */
const opening = ref<string | null>(null);

/** What the environment panel shows: a street's curve of one metric, with its limits and what cannot be drawn. */
export function useEnvironment(first: Metric, box: Readonly<Ref<HTMLElement | null>>) {
  const { district, street } = useWatched();
  const { surface, rem } = useSurface();
  const limits = useLimits();
  const size = useSize(box);
  const metric = ref<Metric>(first);
  const range = ref<RangeKey>('day');
  watch(
    district,
    (state) => {
      if (state !== null) opening.value ??= rankStreets(state, measures.pm10)[0]?.code ?? null;
    },
    { immediate: true },
  );

  const code = computed(() => street.value ?? opening.value);
  const width = computed(() => Math.min(WIDTH.most, Math.floor(size.width / WIDTH_STEP) * WIDTH_STEP));
  const question = computed(() => {
    if (code.value === null || width.value === 0) return null;
    const wide = Math.max(WIDTH.least, width.value);
    return { scope: 'street' as const, code: code.value, metric: metric.value, range: range.value, width: wide };
  });
  const { curve, failure } = useCurve(question);

  const area = computed(() => (code.value === null ? null : (district.value?.streets[code.value] ?? null)));
  const fact = computed(() => metricFacts[metric.value]);
  const current = computed(() => area.value?.site.metrics[metric.value].m5.mean ?? null);
  const drawable = computed(() =>
    curve.value === null ? [] : drawableLimits(limits.value, metric.value, curve.value.to),
  );
  const ink = computed(() => {
    const role = surface.value === 'wall' || surface.value === 'wide' ? 'wall' : 'tablet';
    return { rem: rem.value, role, hatch: drawHatch(rem.value) } as const;
  });
  const option = computed(() =>
    curve.value === null
      ? {}
      : environmentOption({ curve: curve.value, limits: drawable.value, range: range.value, ink: ink.value }),
  );

  /** What the picture cannot show is said in words. */
  const remark = computed(() => {
    const shown = curve.value;
    if (shown === null) return '';
    const inside = limitsInside(shown, drawable.value);
    const beyond = drawable.value.find((limit) => !inside.includes(limit));
    if (beyond) return chartWords.limitBeyond(chartWords.limit[beyond.daypart], beyond.value);
    const isRelative = (l: (typeof limits.value)[number]): boolean =>
      l.metric === metric.value && l.basis === 'increment' && isInForce(l, shown.to);
    const increment = limits.value.find(isRelative);
    if (increment && drawable.value.length === 0) return chartWords.increment(increment.value);
    return chartWords.points(shown.at.length, bucketText(shown.bucketMs));
  });

  return { metric, range, area, fact, current, curve, failure, option, remark };
}
