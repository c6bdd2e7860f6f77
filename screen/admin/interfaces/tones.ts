import type { DeliveryState, DifferenceState, InboxState } from '../../../contracts/interfaces.ts';
import type { TagTone } from '../parts/TagMark.vue';

export const inboxTones: Readonly<Record<InboxState, TagTone>> = { accepted: 'ok', held: 'bad', dismissed: 'plain' };
export const deliveryTones: Readonly<Record<DeliveryState, TagTone>> = {
  waiting: 'draft',
  delivered: 'ok',
  dead: 'bad',
};
export const differenceTones: Readonly<Record<DifferenceState, TagTone>> = {
  open: 'bad',
  explained: 'draft',
  closed: 'ok',
};

/** A list of states as the options of a filter, beginning with all of them. */
export const optionsOf = <K extends string>(
  all: string,
  values: readonly K[],
  names: Readonly<Record<K, string>>,
): { readonly value: K | ''; readonly text: string }[] => [
  { value: '', text: all },
  ...values.map((value) => ({ value, text: names[value] })),
];
/** A filter that is chosen, and none where it is not. */
export const chosen = <K extends string, V extends string>(key: K, value: V | ''): Partial<Record<K, V>> =>
  value === '' ? {} : ({ [key]: value } as Record<K, V>);
