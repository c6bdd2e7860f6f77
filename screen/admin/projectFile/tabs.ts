/** Parts of a project's file, each under an address of its own (`?tab=`). */
export const fileTabs = ['stages', 'info', 'budget', 'contracts', 'reviews', 'documents'] as const;
export type FileTab = (typeof fileTabs)[number];

export const tabOf = (text: unknown): FileTab => fileTabs.find((tab) => tab === text) ?? 'stages';
