import type { PersonalTopic } from '../contracts/reminders.ts';
import type { ReplyOf } from '../contracts/rest.ts';
import type { WallCommand } from '../contracts/walls.ts';
import { registerAccessRoutes } from './access/access.routes.ts';
import type { Access } from './access/access.ts';
import { registerKeyRoutes } from './access/apiKeys.routes.ts';
import { registerAuditRoutes } from './access/audit.routes.ts';
import type { AuditSettings } from './access/auditKeeper.ts';
import type { Provider } from './access/provider.ts';
import type { Reach } from './access/reach.ts';
import type { ImageStore } from './ingestion/imageStore.ts';
import { registerApprovalRoutes } from './modules/approvals/approvals.routes.ts';
import { registerBudgetRoutes } from './modules/budgets/budgets.routes.ts';
import { registerCameraRoutes } from './modules/cameras/cameras.routes.ts';
import type { FrameShelf } from './modules/cameras/cameras.ts';
import { registerChangeRoutes } from './modules/changes/changes.routes.ts';
import { registerContractingRoutes } from './modules/contracting/contracting.routes.ts';
import type { BrokerAccessFiles } from './modules/devices/brokerAccess.ts';
import { registerDeviceRoutes } from './modules/devices/devices.routes.ts';
import type { FileStore } from './modules/files/fileStore.ts';
import { registerFileRoutes } from './modules/files/files.routes.ts';
import { registerFormRoutes } from './modules/forms/forms.routes.ts';
import { registerFundsReportRoutes } from './modules/fundsReports/fundsReports.routes.ts';
import { registerHistoryRoutes } from './modules/history/history.routes.ts';
import { registerImportRoutes } from './modules/imports/imports.routes.ts';
import { registerWorkbookRoutes } from './modules/imports/workbooks.routes.ts';
import { registerIndicatorRoutes } from './modules/indicators/indicators.routes.ts';
import { registerInspectionRoutes } from './modules/inspections/inspections.routes.ts';
import { registerInstructionRoutes } from './modules/instructions/instructions.routes.ts';
import { registerDecisionRoutes } from './modules/interfaces/decisions.routes.ts';
import type { Moved } from './modules/interfaces/inbox.ts';
import { registerInterfaceRoutes } from './modules/interfaces/interfaces.routes.ts';
import { registerOutboxRoutes } from './modules/interfaces/outbox.routes.ts';
import { registerReconciliationRoutes } from './modules/interfaces/reconciliation.routes.ts';
import { registerLifecycleRoutes } from './modules/lifecycles/lifecycles.routes.ts';
import type { DevicesOnline } from './modules/lifecycles/lifecycles.ts';
import { registerLimitRoutes } from './modules/limits/limits.routes.ts';
import { registerListRoutes } from './modules/lists/lists.routes.ts';
import { registerMonitoringRoutes } from './modules/monitoring/monitoring.routes.ts';
import { registerOperationsRoutes } from './modules/operations/operations.routes.ts';
import { registerOrganisationRoutes } from './modules/organisation/organisation.routes.ts';
import { registerContactRoutes } from './modules/people/contacts.routes.ts';
import { registerPeopleRoutes } from './modules/people/people.routes.ts';
import { registerPlanRoutes } from './modules/plans/plans.routes.ts';
import { registerProjectFileRoutes } from './modules/projectFiles/projectFiles.routes.ts';
import { registerProjectRoutes } from './modules/projects/projects.routes.ts';
import type { LightsNow } from './modules/projects/projects.ts';
import { registerQuarantineRoutes } from './modules/quarantine/quarantine.routes.ts';
import type { Replay } from './modules/quarantine/quarantine.ts';
import { registerReminderRoutes } from './modules/reminders/reminders.routes.ts';
import { registerReportRoutes } from './modules/reports/reports.routes.ts';
import { registerReviewRoutes } from './modules/reviews/reviews.routes.ts';
import { registerRoleRoutes } from './modules/roles/roles.routes.ts';
import { registerScheduleRoutes } from './modules/schedules/schedules.routes.ts';
import { registerScoreRoutes } from './modules/scores/scores.routes.ts';
import { registerSearchRoutes } from './modules/search/search.routes.ts';
import { streetFinder } from './modules/streets/outlines.ts';
import { registerStreetRoutes } from './modules/streets/streets.routes.ts';
import { registerSurveyRoutes } from './modules/surveys/surveys.routes.ts';
import { registerTargetRoutes } from './modules/targets/targets.routes.ts';
import { registerThresholdRoutes } from './modules/thresholds/thresholds.routes.ts';
import { registerTimelineRoutes } from './modules/timelines/timelines.routes.ts';
import type { Collector } from './modules/values/collector.ts';
import { registerValueRoutes } from './modules/values/values.routes.ts';
import type { WallDesk } from './modules/walls/wallDesk.ts';
import { registerWallRoutes } from './modules/walls/walls.routes.ts';
import type { Clock } from './platform/clock.ts';
import type { Database } from './platform/database.ts';
import type { App } from './platform/http.ts';
import type { Vault } from './vault/vault.ts';

/** The rooms that routes look into. */
export interface House {
  readonly db: Database;
  readonly clock: Clock;
  readonly config: AuditSettings & { readonly publicOrigin: string; readonly mqttUrl: string };
  readonly access: Access;
  readonly provider: Provider | undefined;
  readonly vault: Vault;
  readonly reach: Reach;
  readonly desk: WallDesk;
  readonly brokerAccess: BrokerAccessFiles;
  readonly collector: Collector;
  readonly files: FileStore;
  readonly maxUploadBytes: number;
  readonly images: Pick<ImageStore, 'read'>;
  readonly frames: FrameShelf;
  /** Where other systems may be posted to. */
  readonly origins: readonly string[];
}

/** What is asked of the live side, and who is told once a change is committed. */
export interface Bells {
  readonly lights: LightsNow;
  readonly devicesOnline: DevicesOnline;
  readonly replay: Replay;
  readonly operationState: () => ReplyOf<'operationState'>;
  readonly tellWall: (wallId: number, command: WallCommand) => void;
  readonly tellPeople: (personIds: readonly number[], topic: PersonalTopic) => void;
  readonly wakeScorer: () => void;
  readonly wakeDispatcher: () => void;
  /** Projects are other than they were: the live figures know it then. */
  readonly onChanged: () => Promise<void>;
  readonly onDevicesChanged: () => Promise<void>;
  /** A project has come into another phase. */
  readonly onMoved: () => Promise<void>;
  readonly onPlanned: (projectId: string) => Promise<void>;
  /** What is measured by progress or payments is another now. */
  readonly onMeasured: (projectId: string, year: number) => Promise<void>;
  readonly onThresholds: () => Promise<void>;
  /** Another system has sent something that counts. */
  readonly onReceived: (moved: Moved) => void;
}

/** Every route of the house but those that stand for all (health, documents, the screen). */
export function registerRoutes(http: App, house: House, bells: Bells): void {
  const { db, clock, config, access, vault, files, collector, origins } = house;
  const { devicesOnline, wakeScorer, onChanged, onMoved, onMeasured, tellPeople } = bells;
  const tellReminded = (personIds: readonly number[]): void => tellPeople(personIds, 'reminders');
  const entering = { streetAt: streetFinder(), devicesOnline };
  const atDoor = { db, clock, access, config };

  registerAccessRoutes(http, atDoor, house.provider);
  registerAuditRoutes(http, { clock, config });
  registerPeopleRoutes(http, atDoor);
  registerContactRoutes(http, { vault });
  registerKeyRoutes(http, { clock, access });
  registerOrganisationRoutes(http, { access });
  registerRoleRoutes(http);
  registerChangeRoutes(http, { clock, access });
  registerFileRoutes(http, { store: files, maxBytes: house.maxUploadBytes });

  registerWallRoutes(http, { clock, sessions: access.sessions, desk: house.desk, tell: bells.tellWall });
  registerStreetRoutes(http);
  registerLimitRoutes(http);
  registerDeviceRoutes(http, {
    ...{ clock, config, brokerAccess: house.brokerAccess, onDevicesChanged: bells.onDevicesChanged },
  });
  registerHistoryRoutes(http);
  registerCameraRoutes(http, { frames: house.frames, images: house.images, access, reach: house.reach });
  registerQuarantineRoutes(http, { replay: bells.replay });
  registerOperationsRoutes(http, { state: bells.operationState });
  registerSearchRoutes(http);
  registerListRoutes(http);

  registerProjectRoutes(http, { clock, lights: bells.lights });
  registerProjectFileRoutes(http, { clock, ...entering, onChanged });
  registerLifecycleRoutes(http, { clock, devicesOnline, onMoved, tell: tellPeople });
  registerApprovalRoutes(http, { clock, devicesOnline, onMoved, tell: tellPeople });
  registerReviewRoutes(http, { clock, files, devicesOnline, onMoved });
  registerScheduleRoutes(http, { clock, onPlanned: bells.onPlanned });
  registerReportRoutes(http, { clock, tellReminded, onAccepted: onMeasured });
  registerInspectionRoutes(http, { clock, tellReminded });
  registerReminderRoutes(http, { clock });
  registerInstructionRoutes(http, { clock, tellReminded });
  registerTimelineRoutes(http);
  registerFundsReportRoutes(http, { clock, tellReminded });
  registerBudgetRoutes(http, { clock, onChanged });
  registerContractingRoutes(http, { clock, onPaid: onMeasured });

  registerIndicatorRoutes(http, { clock });
  registerPlanRoutes(http);
  registerFormRoutes(http, { clock });
  registerThresholdRoutes(http, { clock, onChanged: bells.onThresholds });
  registerTargetRoutes(http, { clock, wakeScorer, recollect: (id, year) => collector.recollect(id, year) });
  registerValueRoutes(http, { clock, collector, wakeScorer });
  registerScoreRoutes(http);
  registerMonitoringRoutes(http);
  registerSurveyRoutes(http, { clock, vault, publicOrigin: config.publicOrigin, wakeScorer });
  registerWorkbookRoutes(http, { clock });
  registerImportRoutes(http, { clock, wakeScorer, entering, onProjects: onChanged });

  registerInterfaceRoutes(http, { clock, onMoved: bells.onReceived });
  registerDecisionRoutes(http, {
    ...{ clock, devicesOnline, onMoved, tell: tellPeople },
    asPerson: (personId) => db.as({ viewer: `person:${personId}`, permission: 'approvals.act' }),
  });
  registerReconciliationRoutes(http, { clock });
  registerOutboxRoutes(http, { clock, vault, origins, wake: bells.wakeDispatcher });
}
