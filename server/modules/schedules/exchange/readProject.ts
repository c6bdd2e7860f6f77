import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { Value } from 'typebox/value';
import type { ExchangeNote } from '../../../../contracts/keptSchedules.ts';
import {
  WbsText,
  type Link,
  type LinkType,
  type ScheduleContent,
  type ScheduleFrame,
  type Task,
} from '../../../../contracts/schedules.ts';
import { constraint, LAG_A_DAY, linkCodes, MINUTES_A_DAY } from './facts.ts';

/** Why a file is not read at all; the sentence is for people. */
export class ProjectFileError extends Error {}

type Fields = Readonly<Record<string, unknown>>;
const MOST_TASKS = 5000;
const MOST_NAME = 120;
const MOST_NOTE = 500;
/** As the contract of schedules has it, and as deep as codes of the breakdown go. */
const [MOST_DURATION, MOST_LAG, MOST_LEVELS] = [5000, 2000, 20];
const TOO_MANY_TASKS = `文件中的任务超过 ${MOST_TASKS} 项`;

const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  // A file of Microsoft Project declares no entities: what does is refused before it comes here.
  processEntities: true,
  isArray: (name) => ['Task', 'PredecessorLink', 'Calendar'].includes(name),
});

const textOf = (fields: Fields, name: string): string => {
  const value = fields[name];
  return typeof value === 'string' ? value.trim() : '';
};
const listOf = (value: unknown, name: string): Fields[] => {
  const list = (value as Fields | undefined)?.[name];
  return Array.isArray(list) ? list.filter((one): one is Fields => typeof one === 'object' && one !== null) : [];
};
const dayIn = (fields: Fields, name: string): string | null =>
  /^20\d\d-\d\d-\d\d/.exec(textOf(fields, name))?.[0] ?? null;

/** @throws ProjectFileError when it is no file of Microsoft Project, or one that we do not open */
function openProject(bytes: Buffer): Fields {
  const text = new TextDecoder('utf-8').decode(bytes).replace(/^\uFEFF/, '');
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw new ProjectFileError('文件含有 DTD 或实体声明,不予读取');
  if ((text.match(/<Task>/g) ?? []).length > MOST_TASKS + 1) throw new ProjectFileError(TOO_MANY_TASKS);
  if (XMLValidator.validate(text) !== true) throw new ProjectFileError('不是有效的 XML 文件');
  const { Project: project } = parser.parse(text) as { Project?: Fields };
  if (project === undefined || typeof project !== 'object')
    throw new ProjectFileError('不是 MS Project 的 XML 文件,请在 Project 中另存为 XML 格式');
  return project;
}

/** How deep a row lies. @throws ProjectFileError for a depth that would be counted out level by level */
function levelOf(row: Fields): number {
  const level = Math.trunc(Math.max(1, Number(textOf(row, 'OutlineLevel')) || 1));
  if (level > MOST_LEVELS) throw new ProjectFileError(`任务的大纲超过 ${MOST_LEVELS} 级`);
  return level;
}

/** `PT20H30M0S` in minutes. */
function minutesOf(text: string): number | null {
  const match = /^PT(\d+)H(\d+)M(\d+)S$/.exec(text);
  return match === null ? null : Number(match[1]) * 60 + Number(match[2]) + Number(match[3]) / 60;
}
/** Formats that count the clock instead of work (elapsed), and shares. */
const elapsedFormats: readonly string[] = ['4', '6', '8', '10', '12', '36', '38', '40', '42', '44'];
const percentFormats: readonly string[] = ['19', '20', '51', '52'];

export interface ReadProject {
  readonly content: ScheduleContent;
  readonly faults: readonly ExchangeNote[];
  readonly notes: readonly ExchangeNote[];
  /** The file's own numbers of rows by the numbers of tasks here. */
  readonly rows: ReadonlyMap<number, number>;
}

/** Codes of the breakdown: the file's own where they are good for it, else the numbers of its outline. */
function codesOf(rows: readonly Fields[]): string[] {
  const own = rows.map((row) => textOf(row, 'WBS'));
  const isGood = new Set(own).size === own.length && own.every((code) => Value.Check(WbsText, code));
  if (isGood) return own;
  const counts: number[] = [];
  return rows.map((row) => {
    const level = levelOf(row);
    counts.length = Math.min(counts.length, level);
    while (counts.length < level) counts.push(0);
    counts[level - 1] = (counts[level - 1] ?? 0) + 1;
    return counts.map((count) => Math.max(1, count)).join('.');
  });
}

/**
 * A file of Microsoft Project as the new content of a schedule. Tasks are known again by their codes, so that baselines still
 * speak of them; days are computed here, whatever the file says of them.
 * @throws ProjectFileError
 */
export function readProject(bytes: Buffer, before: ScheduleContent): ReadProject {
  const project = openProject(bytes);
  const all = listOf(project['Tasks'], 'Task').filter(
    (row) => textOf(row, 'IsNull') !== '1' && textOf(row, 'OutlineLevel') !== '0',
  );
  if (all.length === 0) throw new ProjectFileError('文件中没有任务');
  if (all.length > MOST_TASKS) throw new ProjectFileError(TOO_MANY_TASKS);
  const faults: ExchangeNote[] = [];
  const notes: ExchangeNote[] = [];
  const active = all.filter((row) => textOf(row, 'Active') !== '0');
  for (const row of all.filter((one) => !active.includes(one))) notes.push(placed(row, '停用的任务未导入'));

  const perDay = Number(textOf(project, 'MinutesPerDay')) || MINUTES_A_DAY;
  const calendars = calendarsIn(project, before);
  const known = new Map(before.tasks.map((task) => [task.wbs, task]));
  const codes = codesOf(active);
  const ids = new Map(active.map((row, at) => [textOf(row, 'UID'), known.get(codes[at] ?? '')?.id ?? -(at + 1)]));
  const above: number[] = [];
  const look: Look = { calendars, perDay, faults, notes };
  const tasks = active.map((row, at): Task => {
    const level = levelOf(row);
    const id = ids.get(textOf(row, 'UID')) ?? -(at + 1);
    above.length = Math.min(above.length, level - 1);
    const parentId = above.at(-1) ?? null;
    above.push(id);
    const wbs = codes[at] ?? '';
    const old = known.get(wbs);
    const owner = { orgCode: old?.orgCode ?? null, personId: old?.personId ?? null };
    return { id, wbs, parentId, ...owner, ...termsIn(row, look) };
  });
  const links = active
    .flatMap((row) => linksIn(row, ids, before.links, look))
    .map((link, at) => ({ ...link, id: link.id || -(at + 1) }));
  const rows = new Map(active.map((row) => [ids.get(textOf(row, 'UID')) ?? 0, Number(textOf(row, 'ID')) || 0]));
  return {
    content: { ...before, frame: frameIn(project, before.frame, calendars, tasks), tasks, links },
    faults,
    notes,
    rows,
  };
}

interface Look {
  readonly calendars: ReadonlyMap<string, string | null>;
  readonly perDay: number;
  readonly faults: ExchangeNote[];
  readonly notes: ExchangeNote[];
}
const placed = (row: Fields, sentence: string): ExchangeNote => ({
  row: Number(textOf(row, 'ID')) || null,
  name: textOf(row, 'Name').slice(0, MOST_NAME),
  sentence,
});

/** Calendars here by the numbers of the file's, known by their names; null: there is none of the name. */
function calendarsIn(project: Fields, { calendars }: ScheduleContent): Map<string, string | null> {
  const named = new Map(calendars.map(({ name, code }) => [name, code]));
  return new Map(
    listOf(project['Calendars'], 'Calendar').map((row) => [textOf(row, 'UID'), named.get(textOf(row, 'Name')) ?? null]),
  );
}

function frameIn(
  project: Fields,
  before: ScheduleFrame,
  calendars: ReadonlyMap<string, string | null>,
  tasks: readonly Task[],
): ScheduleFrame {
  const actual = tasks
    .flatMap(({ actualStart, actualFinish }) => [actualStart, actualFinish])
    .flatMap((day) => day ?? [])
    .sort();
  const statusDay = dayIn(project, 'StatusDate') ?? before.statusDay;
  const newest = actual.at(-1);
  return {
    startsOn: dayIn(project, 'StartDate') ?? before.startsOn,
    mustFinishBy: before.mustFinishBy,
    statusDay: newest !== undefined && (statusDay === null || newest > statusDay) ? newest : statusDay,
    calendarCode: calendars.get(textOf(project, 'CalendarUID')) ?? before.calendarCode,
  };
}

type Terms = Omit<Task, 'id' | 'wbs' | 'parentId' | 'orgCode' | 'personId'>;
function termsIn(row: Fields, { calendars, perDay, faults, notes }: Look): Terms {
  const name = textOf(row, 'Name');
  if (name === '') faults.push(placed(row, '任务没有名称'));
  if (name.length > MOST_NAME) notes.push(placed(row, `名称超过 ${MOST_NAME} 字,已截短`));
  const minutes = minutesOf(textOf(row, 'Duration'));
  const isSummary = textOf(row, 'Summary') === '1';
  const isMilestone = !isSummary && (textOf(row, 'Milestone') === '1' || minutes === 0);
  if (!isSummary && minutes === null) faults.push(placed(row, '工期无法识别'));
  if (!isSummary && elapsedFormats.includes(textOf(row, 'DurationFormat')))
    faults.push(placed(row, '不支持按日历时间计的工期,请改为工作日'));
  const days = (minutes ?? 0) / perDay;
  if (!isSummary && days > MOST_DURATION) faults.push(placed(row, `工期超过 ${MOST_DURATION} 个工作日`));
  if (!isSummary && !isMilestone && !Number.isInteger(days)) notes.push(placed(row, '工期不足整日,按整日进位'));
  const uid = textOf(row, 'CalendarUID');
  const calendarCode = uid === '' || uid === '-1' ? null : (calendars.get(uid) ?? null);
  if (uid !== '' && uid !== '-1' && calendarCode === null) notes.push(placed(row, '任务日历未登记,按计划日历安排'));
  const type = textOf(row, 'ConstraintType');
  const [date, deadline] = [dayIn(row, 'ConstraintDate'), dayIn(row, 'Deadline')];
  const isTaken = ['', constraint.asSoonAsPossible, constraint.startNoEarlier, constraint.finishNoLater].includes(type);
  if (!isTaken) notes.push(placed(row, '约束类型不支持,未采用'));
  const actualFinish = dayIn(row, 'ActualFinish');
  const actualStart = dayIn(row, 'ActualStart');
  const percent = textOf(row, 'PercentComplete');
  return {
    name: name.slice(0, MOST_NAME),
    kind: isSummary ? 'summary' : isMilestone ? 'milestone' : 'task',
    duration: isSummary || isMilestone ? 0 : Math.min(MOST_DURATION, Math.max(1, Math.ceil(days))),
    calendarCode,
    progress: isSummary ? '0' : actualFinish !== null ? '100' : /^(100|\d{1,2})$/.test(percent) ? percent : '0',
    noEarlierThan: type === constraint.startNoEarlier ? date : null,
    mustFinishBy: deadline ?? (type === constraint.finishNoLater ? date : null),
    actualStart: isSummary ? null : isMilestone ? actualFinish : actualStart,
    actualFinish: isSummary ? null : actualFinish,
    note: textOf(row, 'Notes').slice(0, MOST_NOTE),
  };
}

const linkTypeOf = new Map(Object.entries(linkCodes).map(([type, code]) => [code, type as LinkType]));
/** 0: a link that is new. */
function linksIn(
  row: Fields,
  ids: ReadonlyMap<string, number>,
  had: readonly Link[],
  { faults, notes, perDay }: Look,
): Link[] {
  const toId = ids.get(textOf(row, 'UID'));
  return listOf(row, 'PredecessorLink').flatMap((link): Link[] => {
    const fromId = ids.get(textOf(link, 'PredecessorUID'));
    if (toId === undefined || fromId === undefined || textOf(link, 'CrossProject') === '1') {
      notes.push(placed(row, '前置任务不在文件中,该搭接关系未导入'));
      return [];
    }
    const type = linkTypeOf.get(textOf(link, 'Type')) ?? 'FS';
    const format = textOf(link, 'LagFormat');
    const raw = Number(textOf(link, 'LinkLag')) || 0;
    if (raw !== 0 && (elapsedFormats.includes(format) || percentFormats.includes(format)))
      faults.push(placed(row, '不支持按百分比或日历时间计的延隔,请改为工作日'));
    const days = raw / (perDay * (LAG_A_DAY / MINUTES_A_DAY));
    if (!Number.isInteger(days)) notes.push(placed(row, '延隔不足整日,已取整'));
    if (Math.abs(days) > MOST_LAG) faults.push(placed(row, `延隔超过 ${MOST_LAG} 个工作日`));
    const lag = Math.max(-MOST_LAG, Math.min(MOST_LAG, Math.round(days)));
    const same = had.find((one) => one.fromId === fromId && one.toId === toId && one.type === type);
    return [{ id: same?.id ?? 0, fromId, toId, type, lag }];
  });
}
