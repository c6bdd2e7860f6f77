import { createRouter, createWebHistory, type RouteLocationRaw, type Router } from 'vue-router';
import { adminRoute } from '../admin/routes.ts';
import { RestProblem } from '../transport/rest.ts';
import { becomeWall, recogniseViewer, viewer, wasWall } from '../transport/session.ts';
import { homeOf } from './home.rules.ts';

/** A token that came in the address. It has left the address bar by the time this is called. */
export interface Arrival {
  readonly path: string;
  token: string | null;
}

export function makeRouter(arrival: Arrival): Router {
  const open = { meta: { isOpen: true } };
  // One component for all pages of the wall: its header and its carousel stay while they change.
  const overview = () => import('./OverviewPage.vue');
  const area = () => import('../street/AreaPage.vue');
  const project = () => import('../project/ProjectPage.vue');
  const site = () => import('../project/SitePage.vue');
  const code = ':code([A-Za-z0-9_-]+)';
  const router = createRouter({
    history: createWebHistory(),
    routes: [
      { path: '/', alias: '/wall', name: 'overview', component: overview },
      { path: `/wall/street/${code}`, name: 'wall-street', component: overview },
      { path: '/wall/projects', name: 'wall-projects', component: overview },
      { path: '/wall/monitoring', name: 'wall-monitoring', component: overview },
      { path: `/street/${code}`, name: 'street', component: area },
      { path: '/project/:id([A-Za-z0-9_-]+)', name: 'project', component: project, props: true },
      {
        path: '/project/:id([A-Za-z0-9_-]+)/site/:site([A-Za-z0-9_-]+)?',
        name: 'project-site',
        component: site,
        props: true,
      },
      { path: '/sign-in', name: 'sign-in', component: () => import('../access/SignInPage.vue'), ...open },
      { path: '/revoked', name: 'revoked', component: () => import('../access/RevokedPage.vue'), ...open },
      {
        path: '/setup',
        name: 'set-up',
        component: () => import('../access/SetUpPage.vue'),
        props: () => ({ token: arrival.token }),
        ...open,
      },
      {
        path: '/survey/:token([A-Za-z0-9_-]{22})',
        name: 'survey',
        component: () => import('../survey/SurveyPage.vue'),
        props: true,
        ...open,
      },
      adminRoute,
      // The development server alone: a build has neither the page nor its chunk.
      ...(import.meta.env.DEV
        ? [
            { path: '/parts', component: () => import('../parts/PartsPage.vue'), ...open },
            {
              path: '/parts/office',
              component: () => import('../admin/AdminFrame.vue'),
              children: [
                {
                  path: '',
                  component: () => import('../parts/OfficePage.vue'),
                  meta: { permission: 'signedIn' as const },
                },
              ],
            },
          ]
        : []),
      { path: '/:rest(.*)*', redirect: '/' },
    ],
  });
  router.beforeEach(async (to) => {
    if (to.meta['isOpen'] === true) return true;
    if (viewer.value === null) {
      const isWallLink = arrival.path === '/wall' && arrival.token !== null;
      const isKnown = await admit(arrival);
      if (isKnown === null) askUntilAnswered(router);
      // Whoever opened a wall's link that is good no more is told so: there is no account behind it to sign in with.
      if (isKnown === false) return isWallLink ? { name: 'revoked' } : doorFor(to.fullPath);
    }
    // Whose reach is not the whole district has a home of their own.
    return to.path !== '/' || viewer.value === null || homeOf(viewer.value) === '/' ? true : homeOf(viewer.value);
  });
  return router;
}

/** Null: nobody answered. The page then opens empty under its link-down band instead of not at all. */
async function admit(arrival: Arrival): Promise<boolean | null> {
  const token = arrival.path === '/wall' ? arrival.token : null;
  try {
    const found = token === null ? await recogniseViewer() : await becomeWall(token);
    arrival.token = null;
    return found !== null;
  } catch (error) {
    if (error instanceof RestProblem && error.code === 'unreachable') return null;
    return false;
  }
}

const PAUSE_MS = 2000;
function askUntilAnswered(router: Router): void {
  setTimeout(() => void router.replace({ ...router.currentRoute.value, force: true }), PAUSE_MS);
}

/** Where someone without a session goes: a wall is told that its token is gone, a person signs in. */
export const doorFor = (next: string): RouteLocationRaw =>
  wasWall() ? { name: 'revoked' } : { name: 'sign-in', query: next === '/' ? {} : { next } };
