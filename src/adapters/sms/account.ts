import type { Arrivals } from '../../engine/ports/arrivals.js';
import type { TextChannel } from '../../engine/ports/channel.js';
import type { Clock, Log } from '../../engine/ports/clock.js';
import type { Hook } from '../../engine/ports/hook.js';
import type { PlaceStyle } from '../../domain/contact/registered-wording.js';
import type { RegisteredTemplate } from './registered.js';

/** One bind or one API key of a provider. `provider` is the account's own name. */
export interface SmsAccount extends TextChannel {
  /** Connects, and takes in what comes; before it nothing does. */
  start(): void;
  /** Lets what is under way end, then disconnects. */
  close(): Promise<void>;
  /** `idle`: nothing is known, for nothing was tried. */
  state(): 'up' | 'down' | 'idle';
  /** Where the provider speaks to us by HTTP: under `/api/hooks/sms/{account}/`. */
  readonly hook?: Hook;
}

export interface AccountDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly arrivals: Arrivals;
  /** What the house has registered with an account, for providers that render the words; beside what the account's own settings name. */
  readonly registered?: (account: string, style: PlaceStyle) => Promise<readonly RegisteredTemplate[]>;
}

export type OpenAccount<Options> = (name: string, options: Options, deps: AccountDeps) => SmsAccount;
