import { Type, type Static } from 'typebox';
import { oneOf } from './schema.ts';

/** Every refusal by code: HTTP status, and the Chinese sentence people read. */
export const problems = {
  'bad-request': { status: 400, sentence: '请求内容不符合约定' },
  'bad-json': { status: 400, sentence: '请求正文不是有效的 JSON' },
  'bad-address': { status: 400, sentence: '请求地址无效' },
  'not-signed-in': { status: 401, sentence: '请先登录' },
  'wrong-credentials': { status: 401, sentence: '用户名或口令不正确' },
  'wrong-code': { status: 401, sentence: '验证码或恢复码不正确、已过期或已使用' },
  'step-over': { status: 401, sentence: '登录步骤已超时或已完成，请重新登录' },
  'session-replaced': { status: 401, sentence: '本账号已在别处登录，此会话已结束' },
  'session-revoked': { status: 401, sentence: '此会话已被结束，请重新登录' },
  'bad-key': { status: 401, sentence: '接口密钥无效、已过期或已撤销' },
  'token-spent': { status: 401, sentence: '链接已使用、已过期或已撤销' },
  'not-permitted': { status: 403, sentence: '无权执行此操作' },
  'foreign-origin': { status: 403, sentence: '请求来源不被允许' },
  'address-not-allowed': { status: 403, sentence: '当前网络地址不允许进行管理操作' },
  'label-not-permitted': { status: 403, sentence: '无权取得此密级的内容' },
  'not-found': { status: 404, sentence: '没有找到' },
  'already-exists': { status: 409, sentence: '编号已存在' },
  'changed-meanwhile': { status: 409, sentence: '内容已被他人修改，请重新打开后再改' },
  'not-in-this-state': { status: 409, sentence: '当前状态不允许此操作' },
  'check-failed': { status: 422, sentence: '校验未通过' },
  'approval-needed': { status: 409, sentence: '此步骤须经审批，请发起审批' },
  'in-use': { status: 409, sentence: '尚在使用，不能停用' },
  'second-person-needed': { status: 409, sentence: '此项变更属高风险，须提出变更并经第二人复核' },
  'own-change': { status: 403, sentence: '不得复核本人提出或涉及本人的变更' },
  'change-closed': { status: 409, sentence: '变更已办结或已过期' },
  'already-set-up': { status: 409, sentence: '系统已完成初始设置' },
  'idempotency-busy': { status: 409, sentence: '相同请求正在处理，请稍后重试' },
  'idempotency-lost': { status: 409, sentence: '相同请求已经完成，但应答未能保存，请查询结果' },
  'wall-held': { status: 409, sentence: '大屏正由他人保持投屏' },
  'nothing-cast': { status: 409, sentence: '大屏当前没有投屏' },
  'not-asked': { status: 409, sentence: '没有索取过缩略图' },
  'value-refused': { status: 422, sentence: '完成值未被接受' },
  'own-value': { status: 403, sentence: '不得审核本人填报的完成值' },
  'value-closed': { status: 409, sentence: '该完成值已审核、已退回或已被更正替换' },
  'survey-refused': { status: 422, sentence: '调查未能发起' },
  'survey-over': { status: 409, sentence: '本次调查已结束，感谢您的关注' },
  'already-answered': { status: 409, sentence: '您已参与过本次调查，感谢支持' },
  'not-replayable': { status: 409, sentence: '报文未完整保存，或属于状态、画面，不能重放' },
  'too-slow': { status: 408, sentence: '请求接收超时，请重试' },
  'too-large': { status: 413, sentence: '请求内容超过大小上限' },
  'wrong-type': { status: 415, sentence: '不支持这种内容类型' },
  'file-refused': { status: 422, sentence: '附件未被接受' },
  'idempotency-mismatch': { status: 422, sentence: '该 Idempotency-Key 已用于内容不同的请求' },
  'weak-password': { status: 422, sentence: '口令不符合要求' },
  locked: { status: 429, sentence: '连续失败 5 次，账号与来源地址已锁定，15 分钟后再试' },
  'too-many': { status: 429, sentence: '请求过于频繁，请稍后再试' },
  'headers-too-large': { status: 431, sentence: '请求头过大' },
  'provider-away': { status: 502, sentence: '统一身份认证平台没有应答或未完成认证' },
  internal: { status: 500, sentence: '系统内部错误' },
  'database-away': { status: 503, sentence: '数据库暂不可用，正在重试' },
  busy: { status: 503, sentence: '系统繁忙，请稍后再试' },
} as const;
export type ProblemCode = keyof typeof problems;
export const problemCodes = Object.keys(problems) as ProblemCode[];

/** RFC 9457 problem details, with our code. `type` is `/problems/<code>`. */
export const Problem = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  code: oneOf(problemCodes),
  detail: Type.Optional(Type.String()),
  instance: Type.Optional(Type.String()),
});
export type Problem = Static<typeof Problem>;

/** On a 429 whose end is known: seconds until the same request is let through. */
export const RETRY_AFTER = 'retry-after';
/** Any refusal, as the documentation of a wire tells it. */
export const Refusal = {
  ...Problem,
  description: '未能办理：RFC 9457 问题详情',
  headers: { [RETRY_AFTER]: Type.Integer({ minimum: 1, description: '状态为 429 且须等待多久已知时附带：秒数' }) },
};
