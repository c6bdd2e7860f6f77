import { rest, type ReplyOf } from '../../../contracts/rest.ts';
import { route, type App } from '../../platform/http.ts';

/** How ingestion is doing, for the office's eyes; the figures come from the running process. */
export function registerOperationsRoutes(app: App, deps: { readonly state: () => ReplyOf<'operationState'> }): void {
  route(app, rest.operationState, async () => deps.state());
}
