import type { DeclarationState, TargetChangeState } from '../../../contracts/targets.ts';
import type { TagTone } from '../parts/TagMark.vue';

export const declarationTones: Readonly<Record<DeclarationState, TagTone>> = {
  draft: 'draft',
  submitted: 'chosen',
  approved: 'ok',
};
export const changeTones: Readonly<Record<TargetChangeState, TagTone>> = {
  open: 'chosen',
  approved: 'ok',
  refused: 'bad',
  withdrawn: 'plain',
};
