import { Type } from 'typebox';
import { Calendar } from '../calendars.ts';
import {
  BaselineComparison,
  KeptSchedule,
  NewBaseline,
  NewException,
  NotedException,
  ScheduleAnswer,
  TaskProgress,
} from '../keptSchedules.ts';
import { CodeText, DayText } from '../schema.ts';
import { DraftOutcome, PlanEdit, ScheduleContent, ScheduleEdit, ScheduleFrame } from '../schedules.ts';
import { byCode, byId, Nothing, routes } from './route.ts';

const revision = Type.Integer({ minimum: 1 });

/** Schedules of projects, their baselines, and the days on which sites stop. */
export const schedulesRoutes = routes({
  getSchedule: {
    method: 'GET',
    path: '/api/projects/:code/schedule',
    permission: 'projects.read',
    summary: '项目进度计划:任务、搭接关系、推算日期、时差与关键线路',
    params: byCode,
    reply: ScheduleAnswer,
  },
  createSchedule: {
    method: 'POST',
    path: '/api/projects/:code/schedule',
    permission: 'schedules.edit',
    verb: 'schedule.create',
    summary: '编制进度计划;已有里程碑作为首批任务',
    params: byCode,
    body: ScheduleFrame,
    reply: KeptSchedule,
  },
  editSchedule: {
    method: 'POST',
    path: '/api/projects/:code/schedule/edits',
    permission: 'schedules.edit',
    verb: 'schedule.edit',
    summary: '修改进度计划,一批修改同时生效',
    params: byCode,
    body: Type.Object({ revision, edits: Type.Array(PlanEdit, { minItems: 1, maxItems: 5000 }) }),
    reply: KeptSchedule,
  },
  trySchedule: {
    method: 'POST',
    path: '/api/projects/:code/schedule/draft',
    permission: 'projects.read',
    summary: '试算进度计划的修改,不改变计划',
    params: byCode,
    body: Type.Object({ revision, edits: Type.Array(ScheduleEdit, { maxItems: 5000 }) }),
    reply: Type.Object({ content: ScheduleContent, outcome: DraftOutcome }),
  },
  noteTaskProgress: {
    method: 'PUT',
    path: '/api/projects/:code/schedule/progress',
    permission: 'schedules.edit',
    verb: 'schedule.progress',
    summary: '填报任务进度',
    params: byCode,
    body: Type.Object({
      revision,
      statusDay: DayText,
      rows: Type.Array(TaskProgress, { minItems: 1, maxItems: 5000 }),
    }),
    reply: KeptSchedule,
  },
  freezeBaseline: {
    method: 'POST',
    path: '/api/projects/:code/schedule/baselines',
    permission: 'schedules.freeze',
    verb: 'schedule.freeze',
    summary: '冻结进度基线',
    params: byCode,
    body: NewBaseline,
    reply: KeptSchedule,
  },
  compareBaseline: {
    method: 'GET',
    path: '/api/projects/:code/schedule/baselines/:id',
    permission: 'projects.read',
    summary: '进度基线,及其与现行计划的差异',
    params: Type.Object({ code: CodeText, id: Type.Integer({ minimum: 1 }) }),
    reply: BaselineComparison,
  },
  takeOutPicture: {
    method: 'POST',
    path: '/api/projects/:code/schedule/picture',
    permission: 'projects.export',
    verb: 'schedule.export',
    summary: '登记进度计划图片的导出(图片由页面绘制)',
    params: byCode,
    body: Type.Object({ changes: Type.Integer({ minimum: 0, maximum: 100_000 }) }),
    reply: Nothing,
  },
  listCalendars: {
    method: 'GET',
    path: '/api/calendars',
    permission: 'projects.read',
    summary: '工作日历及登记的停工、调休',
    query: Type.Object({ projectId: Type.Optional(CodeText) }),
    reply: Type.Object({ rows: Type.Array(Calendar), noted: Type.Array(NotedException) }),
  },
  noteException: {
    method: 'POST',
    path: '/api/calendars/exceptions',
    permission: 'calendars.manage',
    verb: 'calendar.note',
    summary: '登记停工或调休',
    body: NewException,
    reply: NotedException,
  },
  endException: {
    method: 'DELETE',
    path: '/api/calendars/exceptions/:id',
    permission: 'calendars.manage',
    verb: 'calendar.end',
    summary: '撤回停工或调休',
    params: byId,
    reply: Nothing,
  },
});
export const ImportScheduleQuery = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 300 }),
  revision,
  /** Without it the file is only checked. */
  apply: Type.Optional(Type.Boolean()),
});
