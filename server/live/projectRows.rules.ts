import type { ProjectId } from '../../contracts/glossary.ts';
import {
  lightKeys,
  type GroupFigures,
  type LightCounts,
  type ProjectSideFigures,
  type ScoreSum,
} from '../../contracts/live.ts';
import type { ProjectFigures, ProjectReason } from '../../contracts/projects.ts';
import type { RoomName } from '../../contracts/socket.ts';
import type { Exceedance } from './exceedance.rules.ts';
import { rollUp } from '../platform/rollUp.rules.ts';
import type { LiveFrame, LiveModel, LiveScores } from './model.ts';

export interface SiteExceedance extends Exceedance {
  readonly deviceCode: string;
}

/**
 * A room's projects: where they stand, their newest score, and their light with what their sites exceed today. Rows that
 * did not change keep their identity.
 */
export function projectRows(
  model: Pick<LiveModel, 'frame' | 'scores'>,
  room: RoomName,
  exceedances: ReadonlyMap<ProjectId, readonly SiteExceedance[]>,
): ProjectFigures[] {
  return scoredRows(model)
    .filter((row) => room.kind === 'district' || (room.kind === 'street' ? row.streetCode : row.id) === room.key)
    .map((row) => withExceedance(row, exceedances.get(row.id)));
}

/** The rows of a frame with the middle of their sites; computed once a frame. */
const placed = new WeakMap<LiveFrame, readonly ProjectFigures[]>();
function placedRows(frame: LiveFrame): readonly ProjectFigures[] {
  const known = placed.get(frame);
  if (known !== undefined) return known;
  const rows = [...frame.projects.values()].map(({ row }) => {
    const sites = frame.sites.filter(({ projectId }) => projectId === row.id);
    if (sites.length === 0) return row;
    const mean = (axis: 'lon' | 'lat') => sites.reduce((sum, site) => sum + site[axis], 0) / sites.length;
    return { ...row, lon: mean('lon'), lat: mean('lat') };
  });
  placed.set(frame, rows);
  return rows;
}

/** A limit broken on a project's site today turns its light red, whatever its reports say. */
function withExceedance(row: ProjectFigures, found: readonly SiteExceedance[] | undefined): ProjectFigures {
  const newest = found?.[0];
  if (found === undefined || newest === undefined) return row;
  const { limit, value, windowAt, deviceCode } = newest;
  const reason: ProjectReason = {
    code: 'exceedance',
    light: 'red',
    values: { value, limit: limit.value, windowMinutes: limit.windowMinutes, times: found.length },
    subject: null,
    metric: limit.metric,
    deviceCode,
    at: windowAt + limit.windowMinutes * 60_000,
  };
  return { ...row, light: 'red', reasons: [reason, ...row.reasons.filter(({ code }) => code !== 'steady')] };
}

/** The same with scores; computed once for a frame and its scores. */
const scoredOnce = new WeakMap<LiveScores, { readonly frame: LiveFrame; readonly rows: readonly ProjectFigures[] }>();
function scoredRows({ frame, scores }: Pick<LiveModel, 'frame' | 'scores'>): readonly ProjectFigures[] {
  const known = scoredOnce.get(scores);
  if (known?.frame === frame) return known.rows;
  const rows = placedRows(frame).map((row) => {
    const score = scores.get(row.id);
    return score === undefined ? row : { ...row, score };
  });
  scoredOnce.set(scores, { frame, rows });
  return rows;
}

function scoreSum(rows: readonly ProjectFigures[]): ScoreSum {
  const members = rows.map(({ score, budgetFen }) => ({ score: score?.score ?? null, budgetFen }));
  const { weighted, plain, scored } = rollUp(members);
  const computed = rows.flatMap(({ score }) => (score === null ? [] : [score.computedAt]));
  return { weighted, plain, scored, computedAt: computed.length === 0 ? null : Math.max(...computed) };
}

/** An area's figures with the lights of its rows counted anew, and their scores added up. */
export const withRows = (figures: ProjectSideFigures, rows: readonly ProjectFigures[]): ProjectSideFigures => ({
  ...figures,
  lights: Object.fromEntries(
    lightKeys.map((key) => [key, rows.filter(({ light }) => (light ?? 'none') === key).length]),
  ) as LightCounts,
  score: scoreSum(rows),
});

/** The same for each group of a room. */
export const groupsOfRows = (
  groups: Readonly<Record<string, GroupFigures>>,
  rows: readonly ProjectFigures[],
  keyOf: (row: ProjectFigures) => string,
): Record<string, GroupFigures> =>
  Object.fromEntries(
    Object.entries(groups).map(([code, group]) => [
      code,
      {
        ...group,
        projects: withRows(
          group.projects,
          rows.filter((row) => keyOf(row) === code),
        ),
      },
    ]),
  );
