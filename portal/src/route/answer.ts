import { html } from 'hono/html';
import type { Child } from 'hono/jsx';
import type { Context } from 'hono';
import type { Visit } from '../visit.js';

type Shown = 200 | 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 502 | 503;

/** A whole page as an answer. */
export function page(c: Context, content: Child, http: Shown = 200): Response | Promise<Response> {
  return c.html(html`<!DOCTYPE html>${content}`, http);
}

/** POST, redirect, GET. */
export function go(visit: Visit, to: string): Response {
  return visit.c.redirect(to, 303);
}
