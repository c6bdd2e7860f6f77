import { computed } from 'vue';
import { ageOf } from '../../format/age.rules.ts';
import { DASH } from '../../format/number.ts';
import { useNow } from '../../live/clock.ts';
import { qualityWords } from '../../words/provenance.ts';
import { staleText } from '../../words/states.ts';
import { usePanelAge } from './panelAge.ts';
import type { SourcedFigure } from './SourceCard.vue';

/** What any number carries that can say where it comes from. */
export interface Sourceable {
  /** Key of words/provenance.ts. */
  readonly name: string;
  readonly label: string;
  /** The raw value; null prints a dash, never 0. */
  readonly value: number | null;
  readonly text: string;
  readonly unit?: string | undefined;
  readonly at?: number | null | undefined;
  readonly periodMs?: number | undefined;
  /** The word of a module that is not in operation (未启用). */
  readonly absent?: string | undefined;
  /** What it is taken over: the street, the project; the panel's scope unless told. */
  readonly scope?: string | undefined;
  /** How good it is, where more is known than its age: 37 / 43 台在线. */
  readonly quality?: string | undefined;
}

/** A number as printed, how old it is, and what its card says. One without an age of its own is as old as its panel. */
export function useSourced(props: Sourceable) {
  const now = useNow();
  const panel = usePanelAge();
  const at = computed(() => props.at ?? panel().at);
  const age = computed(() => {
    const periodMs = props.periodMs ?? panel().periodMs;
    return at.value === null || periodMs === null ? null : ageOf(at.value, periodMs, now.value);
  });
  const isStale = computed(() => props.value !== null && (age.value?.isStale ?? false));
  const shown = computed(() => (props.value === null ? DASH : props.text));
  const quality = computed(() => {
    if (props.quality !== undefined) return props.quality;
    if (props.value === null) return props.absent ?? qualityWords.missing;
    return age.value === null ? qualityWords.undated : isStale.value ? staleText(age.value.text) : qualityWords.fresh;
  });
  const figure = computed((): SourcedFigure => ({
    name: props.name,
    label: props.label,
    text: props.absent ?? `${shown.value} ${props.value === null ? '' : (props.unit ?? '')}`.trim(),
    at: at.value,
    quality: quality.value,
    scope: props.scope ?? panel().scope,
  }));
  return { age, isStale, shown, figure };
}
