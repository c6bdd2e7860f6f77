import { computed, onScopeDispose, ref, watch, type ComputedRef, type Ref } from 'vue';
import { metricFacts, type Metric } from '../../contracts/metrics.ts';
import { drawableLimits, isInForce, type RangeKey } from '../charts/curve.rules.ts';
import { environmentOption, limitsInside, LOW_PLOT_REM } from '../charts/environment.option.ts';
import { worstStreet } from '../live/selectors.ts';
import { useCurve } from '../live/useCurve.ts';
import { useLimits } from '../live/useLimits.ts';
import { useWatched } from '../live/useSelection.ts';
import { useSize } from '../ui/useSize.ts';
import { bucketText, chartWords } from '../words/wall.ts';
import { useInk } from '../charts/useInk.ts';

/** The plot's width is asked for in steps, so that a drag of the window does not read the history at every pixel. */
const WIDTH_STEP = 50;
const WIDTH = { least: 200, most: 4000 };

/**
 * Without a selection: the street that was most over its limits today, then the one with the most dust, chosen when the
 * page opens; it does not jump about afterwards.
 */
const opening = ref<string | null>(null);
let opened = 0;

/** The street whose environment is shown. */
export function useOpening(): ComputedRef<string | null> {
  const { district, street } = useWatched();
  if (opened === 0) opening.value = null;
  opened += 1;
  onScopeDispose(() => (opened -= 1));
  watch(
    district,
    (state) => {
      if (state !== null) opening.value ??= worstStreet(state);
    },
    { immediate: true },
  );
  return computed(() => street.value ?? opening.value);
}

/** What the environment panel shows: a street's curve of one metric, with its limits and what cannot be drawn. */
export function useEnvironment(
  first: Metric,
  box: Readonly<Ref<HTMLElement | null>>,
  isUpper: () => boolean = () => false,
) {
  const { district } = useWatched();
  const ink = useInk();
  const limits = useLimits();
  const size = useSize(box);
  const metric = ref<Metric>(first);
  const range = ref<RangeKey>('day');
  const code = useOpening();
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
  const option = computed(() =>
    curve.value === null
      ? {}
      : environmentOption({
          curve: curve.value,
          limits: drawable.value,
          range: range.value,
          ink: ink.value,
          isUpper: isUpper(),
          isLow: size.height > 0 && size.height < LOW_PLOT_REM * ink.value.rem,
        }),
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
