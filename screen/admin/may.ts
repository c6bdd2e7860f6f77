import { mayDo, type Permission } from '../../contracts/permissions.ts';
import { viewer } from '../transport/session.ts';

/**
 * Whether the viewer may do something. Every page asks it here before it shows a button or a field; the server refuses
 * the rest whatever the page shows.
 */
export const may = (wanted: Permission): boolean => mayDo(viewer.value?.permissions, wanted);
