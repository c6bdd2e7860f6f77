import type { Statement } from '../../platform/database.ts';

/** Names of these files that the viewer sees. */
export const selectNames = (fileIds: readonly number[]): Statement => ({
  text: `select id, name from files where id = any ($1) and removed_at is null`,
  values: [fileIds],
});

export const selectSites = (projectIds: readonly string[]): Statement => ({
  text: `select project_id as "projectId", name, lon, lat from sites where project_id = any ($1) order by code`,
  values: [projectIds],
});

/** How many of these files are pictures of the project that the viewer sees. */
export const countPictures = (projectId: string, fileIds: readonly number[]): Statement => ({
  text: `select count(*)::int as count from files where id = any ($2) and subject_kind = 'project' and subject_code = $1
            and removed_at is null and mime in ('image/jpeg', 'image/png')`,
  values: [projectId, fileIds],
});
