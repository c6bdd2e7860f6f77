import type { Statement } from '../platform/database.ts';

export const selectProjectKinds = (): Statement => ({
  text: `select count(*) filter (where demo)::int as demo, count(*) filter (where not demo)::int as others from projects`,
});
