import type { Sign } from '../../domain/contact/mail-token.js';
import type { Clock } from '../../engine/ports/clock.js';
import type { SendResult, TextChannel } from '../../engine/ports/channel.js';
import { spendPermit } from '../spend-permit.js';
import { composeMail, type Sender } from './compose.js';
import { SmtpFailure, smtpSessions, type MailServer } from './smtp-sessions.js';

export interface EmailOptions {
  readonly server: MailServer;
  readonly sender: Sender;
}

/** How many mails may be under way at once, each on a connection of its own. */
const WINDOW = 5;

/**
 * What a failure means. A refusal is certain wherever the server gave it: a mail that it did not take over is its sender's (RFC 5321, 4.2.5,
 * 6.1). For now (4xx) and no connection: another account may try. Begun and no answer: it may have arrived, and is never sent again (law 4).
 */
function readFailure(failure: SmtpFailure): SendResult {
  const told = failure.status === '' ? String(failure.code ?? '') : failure.status;
  if (failure.code !== null) return { kind: 'refused', reason: failure.code < 500 ? `not_reached/temporary:${told}` : `smtp:${told}` };
  return failure.begun ? { kind: 'unknown', reason: failure.what } : { kind: 'refused', reason: `not_reached:${failure.what}` };
}

/** E-mail through the lender's own server (docs/operating/email.md): one mail for each attempt, never a second one. */
export function openEmail({ server, sender }: EmailOptions, deps: { readonly clock: Clock; readonly sign: Sign }): TextChannel & { close(): void } {
  const sessions = smtpSessions(server);
  return {
    provider: 'email', window: WINDOW,
    async send(permit, outgoing) {
      const mail = await composeMail(sender, outgoing, permit.claims.pointId, deps.clock.now(), deps.sign);
      if (mail === null) return { kind: 'refused', reason: 'bad_address' };
      try {
        return await sessions.with(async (session) => {
          // On a connection that stands and is logged in: nothing that fails before it can waste the permit.
          spendPermit(permit, outgoing, deps.clock.now());
          await session.send(mail);
          return { kind: 'sent', ref: outgoing.key } as const;
        });
      } catch (error) {
        if (error instanceof SmtpFailure) return readFailure(error);
        throw error;
      }
    },
    close: () => sessions.close(),
  };
}
