import { generateSecret, generateURI, verifySync } from 'otplib';
import type { Instant } from '../../contracts/glossary.ts';

/** As authenticators show it beside the code. */
const ISSUER = '玄武区项目绩效指挥中心';
/** One step of 30 s to either side: phones and servers whose clocks differ a little. */
const TOLERANCE_SECONDS = 30;

/** 160 random bits in base32, as RFC 4226 recommends. */
export const newSecret = (): string => generateSecret();

/** What the QR code says. */
export const enrolmentUri = (loginName: string, secret: string): string =>
  generateURI({ issuer: ISSUER, label: loginName, secret });

/**
 * The step (RFC 6238, 30 s) in which the code is right, or undefined. Steps up to `lastStep` are used up: a code that
 * was seen by somebody is good for nothing.
 */
export function acceptedStep(secret: string, code: string, now: Instant, lastStep: number): number | undefined {
  if (!/^[0-9]{6}$/.test(code)) return undefined;
  const epoch = Math.floor(now / 1000);
  const result = verifySync({ secret, token: code, epoch, epochTolerance: TOLERANCE_SECONDS });
  if (!result.valid || !('timeStep' in result)) return undefined;
  return result.timeStep > lastStep ? result.timeStep : undefined;
}
