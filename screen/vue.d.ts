/** For tools that read .ts files alone; vue-tsc itself looks into the components. */
declare module '*.vue' {
  import type { Component } from 'vue';

  const component: Component;
  export default component;
}
