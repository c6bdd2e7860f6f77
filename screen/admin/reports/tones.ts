import type { ReportState } from '../../../contracts/reports.ts';
import type { TagTone } from '../parts/TagMark.vue';

export const reportTones: Readonly<Record<ReportState, TagTone>> = {
  submitted: 'chosen',
  accepted: 'ok',
  returned: 'bad',
  replaced: 'plain',
};
