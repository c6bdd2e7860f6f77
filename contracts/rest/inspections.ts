import { Type } from 'typebox';
import { Inspection, InspectionEntry, InspectionOrder, InspectionPlace, inspectionStates } from '../inspections.ts';
import { CodeText, oneOf } from '../schema.ts';
import { byId, list, routes } from './route.ts';

/** 现场核查: what officers find at sites, and what is done about it. */
export const inspectionsRoutes = routes({
  listInspections: {
    method: 'GET',
    path: '/api/inspections',
    permission: 'projects.read',
    summary: '现场核查,待整改与待复核的在前',
    query: Type.Object({
      state: Type.Optional(oneOf(inspectionStates)),
      projectId: Type.Optional(CodeText),
      page: Type.Integer({ minimum: 1, maximum: 100_000, default: 1 }),
      size: Type.Integer({ minimum: 1, maximum: 200, default: 20 }),
    }),
    reply: Type.Object({ rows: Type.Array(Inspection), total: Type.Integer() }),
  },
  listInspectionPlaces: {
    method: 'GET',
    path: '/api/inspections/places',
    permission: 'inspections.fill',
    summary: '可核查的项目与工地',
    reply: list(InspectionPlace),
  },
  fileInspection: {
    method: 'POST',
    path: '/api/inspections',
    permission: 'inspections.fill',
    verb: 'inspection.file',
    summary: '登记现场核查',
    body: InspectionEntry,
    reply: Inspection,
  },
  rectifyInspection: {
    method: 'POST',
    path: '/api/inspections/:id/rectification',
    permission: 'inspections.rectify',
    verb: 'inspection.rectify',
    summary: '报告整改情况',
    params: byId,
    body: InspectionOrder,
    reply: Inspection,
  },
  checkInspection: {
    method: 'POST',
    path: '/api/inspections/:id/check',
    permission: 'inspections.fill',
    verb: 'inspection.check',
    summary: '复核整改:销号或退回',
    params: byId,
    body: InspectionOrder,
    reply: Inspection,
  },
  remindInspection: {
    method: 'POST',
    path: '/api/inspections/:id/reminders',
    permission: 'inspections.fill',
    verb: 'inspection.remind',
    summary: '催办整改;一天一次',
    params: byId,
    reply: Type.Object({ people: Type.Integer() }),
  },
});
