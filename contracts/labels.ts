import type { Permission } from './permissions.ts';

/** Security labels of projects and files (GB/T 22239-2019 8.1.4.2 g), the openest first. */
export const labels = ['public', 'internal', 'sensitive'] as const;
export type Label = (typeof labels)[number];
export const labelNames: Readonly<Record<Label, string>> = { public: '公开', internal: '内部', sensitive: '敏感' };

/** What somebody must be allowed to do, for what carries the label, before it may leave the system. */
export const labelPermissions: Readonly<Record<Label, Permission | null>> = {
  public: null,
  internal: 'labels.internal',
  sensitive: 'labels.sensitive',
};
