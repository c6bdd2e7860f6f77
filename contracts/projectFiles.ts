import { Type, type Static } from 'typebox';
import { labels } from './labels.ts';
import { lifecycleCharts } from './lifecycles.ts';
import { projectCategories } from './projects.ts';
import { CodeText, DayText, FenText, nullable, oneOf } from './schema.ts';

/** 所属领域. */
export const projectSectors = [
  ...(['construction', 'transport', 'environment', 'water', 'education', 'health'] as const),
  ...(['welfare', 'culture', 'industry', 'digital', 'safety', 'governance'] as const),
] as const;
export type ProjectSector = (typeof projectSectors)[number];
export const projectSectorNames: Readonly<Record<ProjectSector, string>> = {
  construction: '城乡建设',
  transport: '交通市政',
  environment: '生态环境',
  water: '水务防汛',
  education: '教育',
  health: '卫生健康',
  welfare: '民政养老',
  culture: '文化旅游',
  industry: '产业经济',
  digital: '数字政务',
  safety: '公共安全',
  governance: '城市管理',
};

/** How far the matter of a project has been carried. */
export const projectRollouts = ['pilot', 'deepening', 'integration'] as const;
export type ProjectRollout = (typeof projectRollouts)[number];
export const projectRolloutNames: Readonly<Record<ProjectRollout, string>> = {
  pilot: '试点',
  deepening: '深化',
  integration: '融合',
};

/** What somebody answers for in a project. */
export const projectDuties = [
  ...(['leader', 'manager', 'technical', 'quality', 'safety'] as const),
  ...(['finance', 'documents', 'site', 'supervisor'] as const),
] as const;
export type ProjectDuty = (typeof projectDuties)[number];
export const projectDutyNames: Readonly<Record<ProjectDuty, string>> = {
  leader: '项目负责人',
  manager: '项目经理',
  technical: '技术负责人',
  quality: '质量负责人',
  safety: '安全负责人',
  finance: '财务负责人',
  documents: '资料员',
  site: '现场代表',
  supervisor: '总监理工程师',
};

const Name = Type.String({ minLength: 2, maxLength: 80, pattern: '\\S' });
const Reason = Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' });
const Lon = Type.Number({ minimum: 118.5, maximum: 119.2 });
const Lat = Type.Number({ minimum: 31.8, maximum: 32.3 });

/** A point of the district's map. */
export const MapPoint = Type.Object({ lon: Lon, lat: Lat });
export type MapPoint = Static<typeof MapPoint>;

/** What is entered of a project. */
export const ProjectFacts = Type.Object({
  name: Name,
  category: oneOf(projectCategories),
  sector: nullable(oneOf(projectSectors)),
  rollout: nullable(oneOf(projectRollouts)),
  departmentCode: CodeText,
  /** 协办部门. */
  partnerCodes: Type.Array(CodeText, { maxItems: 20, uniqueItems: true }),
  /** 项目单位. */
  unitCode: nullable(CodeText),
  /** Its street follows from the point; null: of the whole district, or placed by hand. */
  point: nullable(MapPoint),
  /** Without a point: the street as it is named; null: the whole district. */
  streetCode: nullable(CodeText),
  communityCode: nullable(CodeText),
  /** 总投资. */
  budgetFen: FenText,
  startsOn: DayText,
  endsOn: DayText,
  label: oneOf(labels),
});
export type ProjectFacts = Static<typeof ProjectFacts>;

export const NewProject = Type.Object({
  ...ProjectFacts.properties,
  /** Null: the next number of the year, by the rule. */
  code: nullable(CodeText),
  chart: oneOf(lifecycleCharts),
});
export type NewProject = Static<typeof NewProject>;

/** A change is of the file as it was read; once approval is behind it, it says why. */
const onRevision = { revision: Type.Integer({ minimum: 1 }), reason: Type.Optional(Reason) };
export const FileChange = Type.Object(onRevision);
export type FileChange = Static<typeof FileChange>;
export const ProjectEdit = Type.Object({ ...onRevision, facts: ProjectFacts });
export type ProjectEdit = Static<typeof ProjectEdit>;

/** Somebody with a duty, by account or by name and employer. */
export const ProjectPerson = Type.Object({
  duty: oneOf(projectDuties),
  personId: nullable(Type.Integer({ minimum: 1 })),
  name: Type.String({ minLength: 1, maxLength: 40, pattern: '\\S' }),
  employer: Type.String({ maxLength: 80 }),
  fromOn: nullable(DayText),
  untilOn: nullable(DayText),
});
export type ProjectPerson = Static<typeof ProjectPerson>;
export const PeopleEdit = Type.Object({ ...onRevision, people: Type.Array(ProjectPerson, { maxItems: 60 }) });
export type PeopleEdit = Static<typeof PeopleEdit>;

const Named = Type.Object({ code: CodeText, name: Type.String() });
/** A project's file as it is read: the facts with the names of what they point at. */
export const ProjectFile = Type.Object({
  id: CodeText,
  facts: ProjectFacts,
  departmentName: Type.String(),
  partners: Type.Array(Named),
  unitName: nullable(Type.String()),
  streetName: nullable(Type.String()),
  communityName: nullable(Type.String()),
  people: Type.Array(ProjectPerson),
  revision: Type.Integer(),
  /** Its approval is behind it: whoever changes it says why. */
  asksReason: Type.Boolean(),
  /** Nothing may be changed any more: archived or given up. */
  isClosed: Type.Boolean(),
});
export type ProjectFile = Static<typeof ProjectFile>;

/** Somebody who works in one of a project's organisations. */
export const Colleague = Type.Object({
  personId: Type.Integer(),
  name: Type.String(),
  orgCode: CodeText,
  orgName: Type.String(),
});
export type Colleague = Static<typeof Colleague>;

/** Where a point lies. Null: outside of every street of the district. */
export const PlaceFound = Type.Object({
  streetCode: nullable(CodeText),
  streetName: nullable(Type.String()),
  communities: Type.Array(Named),
});
export type PlaceFound = Static<typeof PlaceFound>;

/** What was changed in a project's file. */
export const fileChangeKinds = [
  ...(['create', 'facts', 'people', 'budget', 'funds-plan', 'progress-plan'] as const),
  ...(['contract', 'payment', 'site'] as const),
] as const;
export type FileChangeKind = (typeof fileChangeKinds)[number];
export const fileChangeNames: Readonly<Record<FileChangeKind, string>> = {
  create: '新建项目',
  facts: '修改项目信息',
  people: '修改项目人员',
  budget: '修改预算明细',
  'funds-plan': '修改用款计划',
  'progress-plan': '修改进度计划',
  contract: '合同变动',
  payment: '支付变动',
  site: '工地变动',
};
