import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Hono } from 'hono';
import { ENHANCE } from './enhance.js';
import { fontFaces } from './fonts.js';
import { MARK } from './mark.js';
import { squeeze, STYLE } from '../style.css.js';

/** One file that never changes under its address: the address holds the digest of the content. */
export interface Asset {
  readonly path: string;
  readonly body: string;
  readonly type: string;
}

/** An asset under `folder`, such as `/portal-assets/style.1a2b3c4d5e.css`. */
export function asset(folder: string, name: string, extension: string, type: string, body: string): Asset {
  const digest = createHash('sha256').update(body).digest('hex').slice(0, 10);
  return { path: `${folder}/${name}.${digest}.${extension}`, body, type };
}

const css = 'text/css; charset=utf-8';
const FOLDER = '/portal-assets';

export const ASSETS = {
  style: asset(FOLDER, 'style', 'css', css, squeeze(STYLE)),
  enhance: asset(FOLDER, 'enhance', 'js', 'text/javascript; charset=utf-8', ENHANCE),
  mark: asset(FOLDER, 'mark', 'svg', 'image/svg+xml', MARK),
  // Keeps its plain name, which boot and the console may name; the digest travels in the query.
  fonts: ((made) => ({ ...made, path: `/portal-fonts.css?${made.path.split('.')[1] ?? ''}` }))(asset('', 'fonts', 'css', css, fontFaces())),
};

/** Serves assets for ever, packed when the browser can unpack. */
export function serveAssets(app: Hono, assets: readonly Asset[]): void {
  for (const { path, body, type } of assets) {
    let packed: Uint8Array<ArrayBuffer> | undefined;
    app.get(path.split('?')[0] ?? path, (c) => {
      c.header('content-type', type);
      c.header('cache-control', 'public, max-age=31536000, immutable');
      c.header('x-content-type-options', 'nosniff');
      c.header('vary', 'Accept-Encoding');
      if (!/\bgzip\b/.test(c.req.header('accept-encoding') ?? '')) return c.body(body);
      packed ??= new Uint8Array(gzipSync(body));
      c.header('content-encoding', 'gzip');
      return c.body(packed);
    });
  }
}

export function assetRoutes(app: Hono): void {
  serveAssets(app, Object.values(ASSETS));
}
