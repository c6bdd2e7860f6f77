import type { AuditOutcome } from '../../../contracts/audit.ts';
import type { TagTone } from '../parts/TagMark.vue';

export const outcomeTones: Readonly<Record<AuditOutcome, TagTone>> = { done: 'plain', denied: 'bad', failed: 'draft' };
