import { expect, it } from 'vitest';
import { RestProblem } from '../transport/rest.ts';
import { fullWidth, refusalText } from './refusal.ts';

it('prints a refusal as Chinese is printed, and leaves codes and figures as they are', () => {
  const refused = new RestProblem('in-use', '尚在使用,不能停用', '项目 4 个;岗位 1,200 个');
  expect(refusalText(refused)).toBe('尚在使用，不能停用：项目 4 个；岗位 1,200 个');
  expect(fullWidth('连续失败 5 次,15 分钟后再试')).toBe('连续失败 5 次，15 分钟后再试');
  expect(fullWidth('headers.a,b')).toBe('headers.a,b');
});
