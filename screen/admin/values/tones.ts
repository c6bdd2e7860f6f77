import type { DueState, ValueState } from '../../../contracts/values.ts';
import type { TagTone } from '../parts/TagMark.vue';

export const dueTones: Readonly<Record<DueState, TagTone>> = {
  missing: 'bad',
  returned: 'draft',
  waiting: 'chosen',
  accepted: 'ok',
  'auto-off': 'plain',
  'not-due': 'plain',
};
export const valueTones: Readonly<Record<ValueState, TagTone>> = {
  submitted: 'chosen',
  accepted: 'ok',
  returned: 'draft',
  replaced: 'plain',
};
