import { fullWidth } from '../../contracts/punctuation.ts';
import { RestProblem } from '../transport/rest.ts';
import { access } from '../words/access.ts';

/**
 * Why something was refused, as people read it: the contract's sentence and what exactly, or that nobody answered. What
 * exactly comes with plain marks; names of fields (`body.phone`) are no reason that anybody could read.
 */
export function refusalText(error: unknown): string {
  if (!(error instanceof RestProblem) || error.code === 'unreachable') return access.unreachable;
  const isReadable = error.code !== 'bad-request' || /\p{Script=Han}/u.test(error.detail);
  return fullWidth(error.detail !== '' && isReadable ? `${error.message}：${error.detail}` : error.message);
}
