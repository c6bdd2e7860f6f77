import { Type } from 'typebox';
import { ListView, SavedView, ViewedListParam, ViewName } from '../listViews.ts';
import { byId, list, Nothing, routes } from './route.ts';

/** A person's own views of lists. */
export const listsRoutes = routes({
  listViews: {
    method: 'GET',
    path: '/api/list-views/:list',
    permission: 'signedIn',
    summary: '本人保存的清单视图',
    params: ViewedListParam,
    reply: list(SavedView),
  },
  saveView: {
    method: 'PUT',
    path: '/api/list-views/:list',
    permission: 'signedIn',
    verb: 'list-view.save',
    summary: '保存清单视图(同名则更新)',
    params: ViewedListParam,
    body: Type.Object({ name: ViewName, view: ListView }),
    reply: SavedView,
  },
  deleteView: {
    method: 'DELETE',
    path: '/api/list-views/:id',
    permission: 'signedIn',
    verb: 'list-view.delete',
    summary: '删除清单视图',
    params: byId,
    reply: Nothing,
  },
});
