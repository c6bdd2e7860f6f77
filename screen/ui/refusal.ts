import { fullWidth } from '../../contracts/punctuation.ts';
import { RestProblem } from '../transport/rest.ts';
import { access } from '../words/access.ts';

/**
 * Why something was refused, as people read it: the contract's sentence and what exactly, or that nobody answered. What
 * exactly comes with plain marks.
 */
export function refusalText(error: unknown): string {
  if (!(error instanceof RestProblem) || error.code === 'unreachable') return access.unreachable;
  return fullWidth(error.detail === '' ? error.message : `${error.message}：${error.detail}`);
}
