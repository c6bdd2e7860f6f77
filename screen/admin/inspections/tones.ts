import type { InspectionState, InspectionVerdict } from '../../../contracts/inspections.ts';
import type { TagTone } from '../parts/TagMark.vue';

export const stateTones: Readonly<Record<InspectionState, TagTone>> = {
  fine: 'ok',
  open: 'bad',
  rectified: 'chosen',
  closed: 'plain',
};
export const verdictTones: Readonly<Record<InspectionVerdict, TagTone>> = {
  fine: 'ok',
  minor: 'draft',
  serious: 'bad',
};
