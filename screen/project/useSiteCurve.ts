import { computed, type Ref } from 'vue';
import type { Metric } from '../../contracts/metrics.ts';
import { drawableLimits } from '../charts/curve.rules.ts';
import { environmentOption, LOW_PLOT_REM } from '../charts/environment.option.ts';
import { useCurve } from '../live/useCurve.ts';
import { useLimits } from '../live/useLimits.ts';
import { useSize } from '../ui/useSize.ts';
import { useInk } from '../charts/useInk.ts';

/** The plot's width is asked for in steps, so that a turn of the tablet does not read the history at every pixel. */
const WIDTH_STEP = 50;
const WIDTH = { least: 200, most: 2000 };

/** The last day of one metric on a site, with the limits that may be drawn. */
export function useSiteCurve(site: Readonly<Ref<string>>, metric: Metric, box: Readonly<Ref<HTMLElement | null>>) {
  const size = useSize(box);
  const limits = useLimits();
  const ink = useInk();
  const width = computed(() => Math.min(WIDTH.most, Math.floor(size.width / WIDTH_STEP) * WIDTH_STEP));
  const question = computed(() => {
    if (width.value === 0) return null;
    const wide = Math.max(WIDTH.least, width.value);
    return { scope: 'site' as const, code: site.value, metric, range: 'day' as const, width: wide };
  });
  const { curve, failure } = useCurve(question);
  const drawable = computed(() => (curve.value === null ? [] : drawableLimits(limits.value, metric, curve.value.to)));
  const option = computed(() =>
    curve.value === null
      ? {}
      : environmentOption({
          curve: curve.value,
          limits: drawable.value,
          range: 'day',
          ink: ink.value,
          isLow: size.height > 0 && size.height < LOW_PLOT_REM * ink.value.rem,
        }),
  );
  return { curve, failure, option };
}
