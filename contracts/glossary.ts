/**
 * The house's nouns, one line each. Code, SQL, topics and labels use these words and no others.
 *
 * district 区            Xuanwu, code 320102; the whole of what we watch.
 * street 街道            one of the seven sub-districts, 12-digit code.
 * department 主管部门     the bureau that leads a project.
 * project 项目           public work with a plan, a budget and a lead department.
 * site 工地              a place where a project is built; carries devices.
 * device 设备            an instrument on a site: `env` (environmental monitor) or `camera`.
 * packet 报文            one MQTT message as it came.
 * reading 读数           one device's values at one instant; the unit of storage and of dedupe.
 * metric 指标量          what a value measures (pm10, noise …).
 * flag 数据标记          HJ 212 mark of a value; only N counts in means and limits.
 * back-fill 补传         readings sent late on purpose, declared by the device.
 * camera event 抓拍事件   something a camera saw, with a kind and perhaps an image.
 * quarantine 隔离区      where refused packets wait, whole, with a reason.
 * window 时间窗          five minutes, one hour or today, over which figures are taken.
 * limit 限值             a dated threshold with its source.
 * exceedance 超限        a closed judging window whose mean is over its limit.
 * Leq 等效声级           energy mean of sound levels: 10·lg(mean(10^(L/10))).
 * room 房间              a live channel: the district, a street or a project.
 * snapshot, delta        a room's whole state, and what changed since the number before.
 * plan, progress         planned and verified percent complete at a week's end.
 * payment 支付           money paid out, in fen.
 * BAC PV EV AC SPI CPI   earned value: budget, planned, earned, actual cost, and their ratios.
 * plan document 规划, goal 目标  what the district has set out to do; indicators and projects trace to goals.
 * template 指标模板, version  a three-level tree of indicators; published versions never change.
 * indicator 指标          one thing that is held against a target; `weight` 分值 of the whole 100.
 * declaration 绩效目标申报 what a project is held to in a year; its rows are targets.
 * value 完成值            what was achieved by the end of a month: reported, imported, taken by the system, or surveyed.
 * score 得分, bar, grade   a project's points out of 100; an indicator's part of them; 优 良 中 差.
 * cycle 年度评价           a year of evaluation; locking it locks the versions it takes.
 * schedule 进度计划        what a project does when: tasks 任务 in a WBS, links 搭接关系 between them, calendars 日历.
 * float 时差              by how many working days a task may slip: total 总时差 (the project's end holds), free 自由时差.
 * critical path 关键线路   the tasks that decide when the project ends.
 * baseline 基线           a plan as it was agreed, kept to be compared with.
 * cast 投屏, lease 租期  a page shown on a wall on somebody's behalf, and for how long.
 * audit record 审计记录   who did what, from where, and what became of it; linked to the one before by its hash.
 * chain 审计链, seal 封条  all records in order; how far the chain had come when a day was over, signed.
 * attempt                something that was refused or failed: recorded too, a flood of it as one.
 * person 人员, role 角色, permission 权限, session 会话, wall 大屏
 */
export type StreetCode = string;
export type DepartmentCode = string;
export type SiteCode = string;
export type DeviceCode = string;
export type ProjectId = string;

/** Milliseconds since 1970-01-01T00:00:00Z. Instants are kept so everywhere; Asia/Shanghai only at calendar edges. */
export type Instant = number;

/** Money in fen, as a decimal string: exact on every wire. */
export type Fen = string;

export const DISTRICT_CODE = '320102';
export const TIME_ZONE = 'Asia/Shanghai';
