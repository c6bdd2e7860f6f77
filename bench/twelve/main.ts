import '@fontsource/barlow-semi-condensed/latin-400.css';
import '@fontsource/barlow-semi-condensed/latin-600.css';
import '@fontsource-variable/noto-sans-sc/wght.css';
import { createApp } from 'vue';
import '../../screen/tokens/base.css';
import { installTokens } from '../../screen/tokens/install.ts';
import TwelvePage from './TwelvePage.vue';

installTokens();
createApp(TwelvePage).mount('#app');
