import type { Instant } from '../../../contracts/glossary.ts';
import type { AssetCard } from '../../../contracts/interfaces.ts';
import type { Runner } from '../../platform/database.ts';
import { selectCard } from './assetCards.sql.ts';
import { announce } from './outbox.ts';

/** Tells asset management what a project hands over, in the transaction of the handover. */
export async function announceHandover(tx: Runner, projectId: string, now: Instant): Promise<void> {
  const [found] = await tx.run<Omit<AssetCard, 'handedOverAt'>>(selectCard(projectId, now));
  if (found === undefined) throw new Error(`no project ${projectId}`);
  const data: AssetCard = { ...found, handedOverAt: new Date(now).toISOString() };
  await announce(tx, { event: 'asset.card', subject: projectId, projectId, data }, now);
}
