/** What a provider sent to a door of ours, not yet known to be from it. */
export interface HookRequest {
  /** Below the account: `status`, `3kd0…/report`. */
  readonly path: string;
  /** Path and query from the root of the door, as they came: what some providers sign. */
  readonly target: string;
  readonly header: (name: string) => string | undefined;
  readonly body: string;
}

/** In the form that the provider expects; anything but 2xx means that it may say it again. */
export interface HookAnswer {
  readonly status: 200 | 204 | 400 | 401 | 404 | 503;
  readonly type: string;
  readonly body: string;
}

/** Takes in what a provider sends by HTTP. Checks by itself that the provider sent it. */
export interface Hook {
  take(request: HookRequest): Promise<HookAnswer>;
}
