import { Type } from 'typebox';
import { ContactChange, MaskedContact, RevealRequest } from '../contacts.ts';
import { byId, routes } from './route.ts';

/** Personal fields of people: masked, changed, and revealed for a reason. */
export const contactsRoutes = routes({
  getContact: {
    method: 'GET',
    path: '/api/people/:id/contact',
    permission: 'people.read',
    summary: '人员联系方式与证件号(脱敏)',
    params: byId,
    reply: MaskedContact,
  },
  changeContact: {
    method: 'PATCH',
    path: '/api/people/:id/contact',
    permission: 'people.manage',
    verb: 'person.contact',
    summary: '登记、更正或清除人员联系方式与证件号',
    params: byId,
    body: ContactChange,
    reply: MaskedContact,
  },
  revealContact: {
    method: 'POST',
    path: '/api/people/:id/reveal',
    permission: 'people.reveal',
    verb: 'person.reveal',
    summary: '查看一项全文;须说明事由,记入审计',
    params: byId,
    body: RevealRequest,
    reply: Type.Object({ value: Type.String() }),
  },
});
