import type { Label } from '../../../contracts/labels.ts';
import type { TagTone } from '../parts/TagMark.vue';

export const labelTones: Readonly<Record<Label, TagTone>> = { public: 'plain', internal: 'draft', sensitive: 'bad' };
