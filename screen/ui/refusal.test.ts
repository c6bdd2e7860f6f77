import { expect, it } from 'vitest';
import { RestProblem } from '../transport/rest.ts';
import { refusalText } from './refusal.ts';

it('prints a refusal with what exactly as Chinese is printed', () => {
  const refused = new RestProblem('in-use', '尚在使用，不能停用', '项目 4 个;岗位 1,200 个');
  expect(refusalText(refused)).toBe('尚在使用，不能停用：项目 4 个；岗位 1,200 个');
});

it('keeps names of fields to itself', () => {
  expect(refusalText(new RestProblem('bad-request', '请求内容不符合约定', 'body.phone'))).toBe('请求内容不符合约定');
  expect(refusalText(new RestProblem('already-exists', '编号已存在', 'E-1'))).toBe('编号已存在：E-1');
});
