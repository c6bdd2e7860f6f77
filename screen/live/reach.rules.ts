import type { HeldPost } from '../../contracts/people.ts';
import { mayDo, type Permission } from '../../contracts/permissions.ts';

/** Of a viewer, what their reach is read from. The server decides; this keeps links from leading to a refusal. */
export interface Looking {
  readonly permissions: readonly Permission[];
  readonly posts: readonly Pick<HeldPost, 'streetCode'>[];
}

export const seesDistrict = ({ permissions }: Pick<Looking, 'permissions'>): boolean =>
  mayDo(permissions, 'live.district');

/** The district's streets are open to whoever sees the district, one's own street to its officers. */
export const opensStreet = (looking: Looking, code: string): boolean =>
  mayDo(looking.permissions, 'live.street') &&
  (seesDistrict(looking) || looking.posts.some(({ streetCode }) => streetCode === code));
