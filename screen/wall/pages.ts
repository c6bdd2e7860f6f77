/** The pages of the wall, in one piece of the bundle. */
export { default as MonitoringPage } from './monitoring/MonitoringPage.vue';
export { default as OverviewPage } from './overview/OverviewPage.vue';
export { default as ProjectsPage } from './projects/ProjectsPage.vue';
export { default as StreetPage } from './streets/StreetPage.vue';
