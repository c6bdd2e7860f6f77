import {
  organisationKindNames,
  parentKinds,
  type Organisation,
  type OrganisationKind,
} from '../../../contracts/organisation.ts';
import type { ProblemCode } from '../../../contracts/errors.ts';

export interface Objection {
  readonly code: ProblemCode;
  readonly detail: string;
}

/** What still holds to an organisation. */
export interface Ties {
  readonly posts: number;
  readonly projects: number;
  readonly children: number;
}

/** Why an organisation of this kind may not stand under another, or undefined. */
export function whyNotUnder(
  kind: OrganisationKind,
  parent: Pick<Organisation, 'kind' | 'active'> | undefined,
): Objection | undefined {
  if (parent === undefined) return { code: 'not-found', detail: '上级机构' };
  if (!parent.active) return { code: 'bad-request', detail: '上级机构已停用' };
  if (parentKinds[kind].includes(parent.kind)) return undefined;
  return {
    code: 'bad-request',
    detail: `${organisationKindNames[kind]}不能隶属于${organisationKindNames[parent.kind]}`,
  };
}

/** An organisation cannot stand under itself or under what stands below it. `below`: it and all below it. */
export const whyNotMove = (below: readonly string[], parentCode: string): Objection | undefined =>
  below.includes(parentCode) ? { code: 'bad-request', detail: '不能隶属于自身或自身的下级' } : undefined;

/** Why an organisation may not be deactivated, or undefined. */
export function whyNotDeactivate(kind: OrganisationKind, ties: Ties): Objection | undefined {
  if (kind === 'district' || kind === 'street')
    return { code: 'not-permitted', detail: `${organisationKindNames[kind]}随地图数据维护` };
  const held = [
    ties.children > 0 && `下级机构 ${ties.children} 个`,
    ties.posts > 0 && `岗位 ${ties.posts} 个`,
    ties.projects > 0 && `项目 ${ties.projects} 个`,
  ].filter((part) => part !== false);
  return held.length === 0 ? undefined : { code: 'in-use', detail: held.join('、') };
}

/** The street that a new organisation belongs to: communities alone belong to one, that of their parent. */
export const streetOf = (kind: OrganisationKind, parent: Pick<Organisation, 'streetCode'>): string | null =>
  kind === 'community' ? parent.streetCode : null;
