import type { Permission } from '../../../contracts/permissions.ts';

/** Parts of a project's file, each under an address of its own (`?tab=`). */
export const fileTabs = [
  ...(['stages', 'info', 'budget', 'contracts', 'reviews'] as const),
  ...(['documents', 'sites', 'instructions', 'story'] as const),
] as const;
export type FileTab = (typeof fileTabs)[number];

const needed: Partial<Record<FileTab, Permission>> = {
  documents: 'files.read',
  sites: 'devices.read',
  instructions: 'instructions.read',
};
/** Those that a viewer may open. */
export const tabsFor = (may: (wanted: Permission) => boolean): FileTab[] =>
  fileTabs.filter((tab) => may(needed[tab] ?? 'projects.read'));

export const tabOf = (text: unknown): FileTab => fileTabs.find((tab) => tab === text) ?? 'stages';
