import { Type } from 'typebox';
import { NewOrganisation, Organisation, OrganisationLine } from '../organisation.ts';
import { CodeText, NameText } from '../schema.ts';
import { byCode, list, Nothing, routes } from './route.ts';

/** The organisation tree. */
export const organisationRoutes = routes({
  listOrganisations: {
    method: 'GET',
    path: '/api/organisations',
    permission: 'organisation.read',
    summary: '组织机构树',
    reply: list(OrganisationLine),
  },
  addOrganisation: {
    method: 'POST',
    path: '/api/organisations',
    permission: 'organisation.manage',
    verb: 'organisation.create',
    summary: '新增机构',
    body: NewOrganisation,
    reply: Organisation,
  },
  renameOrganisation: {
    method: 'PATCH',
    path: '/api/organisations/:code',
    permission: 'organisation.manage',
    verb: 'organisation.rename',
    summary: '更改机构名称',
    params: byCode,
    body: Type.Object({ name: NameText }),
    reply: Nothing,
  },
  moveOrganisation: {
    method: 'PUT',
    path: '/api/organisations/:code/parent',
    permission: 'organisation.manage',
    verb: 'organisation.move',
    summary: '调整机构隶属',
    params: byCode,
    body: Type.Object({ parentCode: CodeText }),
    reply: Nothing,
  },
  deactivateOrganisation: {
    method: 'DELETE',
    path: '/api/organisations/:code',
    permission: 'organisation.manage',
    verb: 'organisation.deactivate',
    summary: '停用机构',
    params: byCode,
    reply: Nothing,
  },
  reactivateOrganisation: {
    method: 'POST',
    path: '/api/organisations/:code/reactivation',
    permission: 'organisation.manage',
    verb: 'organisation.reactivate',
    summary: '恢复机构',
    params: byCode,
    reply: Nothing,
  },
});
