import type { Statement } from '../../platform/database.ts';

/** One request for a project and year at a time; the causes of those that wait together are told together. */
export const askScore = (projectId: string, year: number, cause: string): Statement => ({
  text: `insert into score_queue (project_id, year, cause) values ($1, $2, $3)
             on conflict (project_id, year)
             do update set cause = case when strpos(score_queue.cause, excluded.cause) > 0 then score_queue.cause
                                        else left(score_queue.cause || ';' || excluded.cause, 1000) end`,
  values: [projectId, year, cause],
});
