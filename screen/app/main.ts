import '@fontsource/barlow-semi-condensed/latin-400.css';
import '@fontsource/barlow-semi-condensed/latin-500.css';
import '@fontsource/barlow-semi-condensed/latin-600.css';
import '@fontsource-variable/noto-sans-sc/wght.css';
import { createPinia } from 'pinia';
import { createApp } from 'vue';
import '../endurance/lastFrame.css';
import { refuseOtherTransitions } from '../endurance/loadAnew.ts';
import '../tokens/base.css';
import { installTokens } from '../tokens/install.ts';
import { takeFragmentToken } from '../transport/session.ts';
import App from './App.vue';
import { makeRouter } from './router.ts';

// First of all: no token stays in the address bar for longer than this line takes.
const arrival = { path: location.pathname, token: takeFragmentToken() };

installTokens();
refuseOtherTransitions();
createApp(App).use(createPinia()).use(makeRouter(arrival)).mount('#app');
