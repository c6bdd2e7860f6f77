import { Type } from 'typebox';
import { oneOf } from '../schema.ts';
import { MonthText, Year } from '../scores.ts';
import { Answer, bySurveyToken, NewSurvey, Questionnaire, Survey, SurveyComment, SurveyTarget } from '../surveys.ts';
import {
  CollectReport,
  dueStates,
  DueSummary,
  DueTarget,
  TargetValue,
  ValueEntry,
  ValueReport,
  WaitingValue,
} from '../values.ts';
import { byId, list, Nothing, routes } from './route.ts';

const text = Type.Optional(Type.String({ maxLength: 60 }));
const page = {
  page: Type.Integer({ minimum: 1, maximum: 100_000, default: 1 }),
  size: Type.Integer({ minimum: 1, maximum: 200, default: 20 }),
};
const paged = <T extends Parameters<typeof list>[0]>(row: T) =>
  Type.Object({ rows: Type.Array(row), total: Type.Integer() });

/** Whose targets: those that name the viewer, their organisation or nobody; or all within reach. */
export const dueWhose = ['mine', 'all'] as const;
const DueQuery = Type.Object({
  year: Year,
  month: MonthText,
  whose: oneOf(dueWhose),
  state: Type.Optional(oneOf(dueStates)),
  /** Part of a project's or an indicator's name, or a project's code. */
  text,
  ...page,
});
const Reason = Type.Object({ reason: Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' }) });

/** Values of targets, and the surveys that give some of them. */
export const valuesRoutes = routes({
  listDueTargets: {
    method: 'GET',
    path: '/api/values/due',
    permission: 'values.read',
    summary: '本月应填报的指标',
    query: DueQuery,
    reply: paged(DueTarget),
  },
  summariseDue: {
    method: 'GET',
    path: '/api/values/summary',
    permission: 'values.read',
    summary: '本月填报情况',
    query: Type.Object({ year: Year, month: MonthText, whose: oneOf(dueWhose) }),
    reply: DueSummary,
  },
  listWaitingValues: {
    method: 'GET',
    path: '/api/values/waiting',
    permission: 'values.review',
    summary: '待审核的完成值',
    query: Type.Object({ year: Year, month: Type.Optional(MonthText), text, ...page }),
    reply: paged(WaitingValue),
  },
  listTargetValues: {
    method: 'GET',
    path: '/api/values/of-target/:id',
    permission: 'values.read',
    summary: '一项指标的全部完成值',
    params: byId,
    reply: Type.Object({ target: DueTarget, rows: Type.Array(TargetValue) }),
  },
  reportValue: {
    method: 'POST',
    path: '/api/values',
    permission: 'values.fill',
    verb: 'value.report',
    summary: '填报完成值',
    body: ValueReport,
    reply: TargetValue,
  },
  correctValue: {
    method: 'POST',
    path: '/api/values/:id/correction',
    permission: 'values.fill',
    verb: 'value.correct',
    summary: '更正已通过的完成值',
    params: byId,
    body: ValueEntry,
    reply: TargetValue,
  },
  takeBackValue: {
    method: 'POST',
    path: '/api/values/:id/take-back',
    permission: 'values.fill',
    verb: 'value.return',
    summary: '撤回本人填报、尚未审核的完成值',
    params: byId,
    reply: TargetValue,
  },
  acceptValues: {
    method: 'POST',
    path: '/api/values/accept',
    permission: 'values.review',
    verb: 'value.accept',
    summary: '审核通过完成值',
    body: Type.Object({
      ids: Type.Array(Type.Integer({ minimum: 1 }), { minItems: 1, maxItems: 200, uniqueItems: true }),
    }),
    reply: Type.Object({
      accepted: Type.Integer(),
      refused: Type.Array(Type.Object({ id: Type.Integer(), reason: Type.String() })),
    }),
  },
  returnValue: {
    method: 'POST',
    path: '/api/values/:id/return',
    permission: 'values.review',
    verb: 'value.return',
    summary: '退回完成值',
    params: byId,
    body: Reason,
    reply: TargetValue,
  },
  collectValues: {
    method: 'POST',
    path: '/api/values/collect',
    permission: 'values.review',
    verb: 'value.collect',
    summary: '立即采集一个项目的自动完成值',
    body: Type.Object({ year: Year, projectId: Type.String({ minLength: 1, maxLength: 40 }) }),
    reply: CollectReport,
  },
  listSurveys: {
    method: 'GET',
    path: '/api/surveys',
    permission: 'surveys.manage',
    summary: '满意度调查',
    query: Type.Object({ year: Year, text, ...page }),
    reply: paged(Survey),
  },
  listSurveyTargets: {
    method: 'GET',
    path: '/api/survey-targets',
    permission: 'surveys.manage',
    summary: '可以发起调查的满意度指标',
    query: Type.Object({ year: Year, text }),
    reply: list(SurveyTarget),
  },
  getSurvey: {
    method: 'GET',
    path: '/api/surveys/:id',
    permission: 'surveys.manage',
    summary: '满意度调查及其意见',
    params: byId,
    reply: Type.Object({ survey: Survey, comments: Type.Array(SurveyComment) }),
  },
  openSurvey: {
    method: 'POST',
    path: '/api/surveys',
    permission: 'surveys.manage',
    verb: 'survey.open',
    summary: '发起满意度调查',
    body: NewSurvey,
    reply: Survey,
  },
  closeSurvey: {
    method: 'POST',
    path: '/api/surveys/:id/close',
    permission: 'surveys.manage',
    verb: 'survey.close',
    summary: '结束满意度调查',
    params: byId,
    reply: Survey,
  },
  readQuestionnaire: {
    method: 'GET',
    path: '/api/questionnaires/:token',
    permission: 'public',
    summary: '问卷(凭二维码)',
    params: bySurveyToken,
    reply: Questionnaire,
  },
  answerQuestionnaire: {
    method: 'POST',
    path: '/api/questionnaires/:token/answers',
    permission: 'public',
    summary: '提交答卷(凭二维码,不记名)',
    params: bySurveyToken,
    body: Answer,
    reply: Nothing,
  },
});
