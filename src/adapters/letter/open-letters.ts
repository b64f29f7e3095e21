import { createHash } from 'node:crypto';
import { readProviderKey } from '../../domain/contact/provider-key.js';
import type { Clock } from '../../engine/ports/clock.js';
import type { TextChannel } from '../../engine/ports/channel.js';
import type { LetterStore } from '../../engine/ports/letters.js';
import { spendPermit } from '../spend-permit.js';
import { composeLetter, type Paper } from './compose.js';

export interface LetterOptions {
  /** `on`: by the country of the address. */
  readonly paper: 'on' | Paper;
  /** The sender's address, for what the post brings back. */
  readonly from: readonly string[];
  /** Address of the portal, without a trailing slash. */
  readonly portalUrl: string;
}

/** Where offices print on Letter; everybody else does on A4. */
const LETTER_COUNTRIES = new Set(['US', 'CA', 'MX', 'PH', 'CL', 'CO']);

/** One at a time: setting a letter takes the processor, not the network. */
const WINDOW = 2;

/** Letters: set as PDF at once, laid sealed for the print house (docs/operating/letters.md). `sent` is said once a letter is laid. */
export function openLetters(options: LetterOptions, deps: { readonly clock: Clock; readonly letters: LetterStore }): TextChannel {
  return {
    provider: 'letters', window: WINDOW,
    async send(permit, outgoing) {
      const now = deps.clock.now();
      const end = outgoing.text.indexOf('\n');
      const [subject, body] = end < 0 ? ['', ''] : [outgoing.text.slice(0, end).trim(), outgoing.text.slice(end + 1).trim()];
      const key = readProviderKey(outgoing.key);
      if (key === null || subject === '' || body === '') return { kind: 'refused', reason: 'no_subject' };
      const paper = options.paper !== 'on' ? options.paper : LETTER_COUNTRIES.has(outgoing.country) ? 'letter' : 'a4';
      const set = await composeLetter({
        subject, body, to: outgoing.to, country: outgoing.country, language: outgoing.language, code: outgoing.code, link: `${options.portalUrl}/v/${outgoing.code}`, paper, now,
        sender: { name: outgoing.language === 'zh' ? outgoing.from.nameZh : outgoing.from.nameEn, phone: outgoing.from.phone, lines: options.from },
      });
      if (!set.ok) return { kind: 'refused', reason: set.reason };
      spendPermit(permit, outgoing, deps.clock.now());
      await deps.letters.lay({ contactId: key.contactId, attemptNo: key.attemptNo, laidAt: now, pages: set.pages, paper, country: outgoing.country, digest: createHash('sha256').update(set.pdf).digest('hex'), pdf: set.pdf });
      return { kind: 'sent', ref: outgoing.key };
    },
  };
}
